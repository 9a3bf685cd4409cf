"""Loading a content folder: all or nothing, where the error is, twice the same, never over an editor's change."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError

from eciap.foundation.audit.models import Entry as LogEntry
from eciap.foundation.exchange.content import Section, UnknownKey, sections
from eciap.foundation.exchange.enums import Verdict
from eciap.foundation.exchange.folder import BrokenContent
from eciap.foundation.exchange.models import Import, LoadedEntry
from eciap.foundation.exchange.operations import load_content
from eciap.foundation.exchange.schemas import Entry, FigureEntry, Line, Words, columns
from eciap.foundation.records.models import Record, Source
from eciap.foundation.records.operations import put_citations, put_facts, put_record

pytestmark = pytest.mark.django_db


class ToyWords(Words):
    title: Line


class Toy(Entry):
    parent: str | None = None
    facts: list[FigureEntry] = []
    texts: dict[str, ToyWords]


def put_toy(entry, record, *, by):
    if entry.parent == entry.key:
        raise ValidationError("A toy does not belong to itself.")
    if entry.parent and not Record.objects.filter(address=f"/toys/{entry.parent}/").exists():
        raise UnknownKey(entry.parent, "parent")
    titles = {language: words["title"] for language, words in columns(entry.texts).items()}
    record = put_record(
        record=record, kind="toy", titles=titles, address=f"/toys/{entry.key}/", certainty=entry.certainty
    )
    put_citations(record=record, sources=entry.sources)
    put_facts(record=record, figures=[fact.figure() for fact in entry.facts])
    return record


def state_of_toy(record):
    return {"title": record.title, "facts": [str(fact) for fact in record.facts.all()]}


TOYS = Section(
    name="toys",
    file="toys.yaml",
    schema=Toy,
    find=lambda key: Record.objects.filter(address=f"/toys/{key}/").first(),
    put=put_toy,
    after=("sources",),
    state=state_of_toy,
)
SOURCES = "- key: report\n  title: Final report\n  url: https://example.org/report\n"
TOYS_FILE = """\
- key: kite
  sources: [report]
  facts:
    - key: flown
      value: 27
      unit: metres
      as_of: 2013-10
      sources: [report]
      texts:
        en: {label: metres flown}
  texts:
    en: {title: Kite}
    fr: {translator: editorial, title: Cerf-volant}
- key: tail
  parent: kite
  texts:
    en: {title: "A   tail\\n of NO colour"}
"""


@pytest.fixture
def folder(tmp_path):
    write(tmp_path, "sources.yaml", SOURCES)
    write(tmp_path, "toys.yaml", TOYS_FILE)
    return tmp_path


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def load(folder, **options):
    sources = next(section for section in sections() if section.name == "sources")
    return load_content(folder=folder, by=None, only=[sources, TOYS], **options)


def counts(report):
    return {name: number for name, number in report.counts().items() if number}


def error_of(folder) -> str:
    with pytest.raises(BrokenContent) as broken:
        load(folder)
    assert Record.objects.count() == Source.objects.count() == Import.objects.count() == 0
    return str(broken.value)


def test_a_folder_is_loaded_with_its_provenance(folder):
    assert counts(load(folder)) == {Verdict.CREATED: 3}
    kite, tail = Record.objects.order_by("address")
    assert (kite.titles, tail.title) == ({"en": "Kite", "fr": "Cerf-volant"}, "A tail of NO colour")
    assert [str(fact) for fact in kite.facts.all()] == ["flown: 27.0000"]
    run = Import.objects.get()
    assert (sorted(run.files), run.counts["created"]) == (["sources.yaml", "toys.yaml"], 3)
    assert LogEntry.objects.filter(verb="exchange.content.loaded").count() == 1


def test_a_second_run_changes_nothing_and_says_so(folder):
    load(folder)
    before = list(Record.objects.values())
    assert counts(load(folder)) == {Verdict.UNCHANGED: 3}
    assert list(Record.objects.values()) == before


def test_a_changed_entry_is_updated(folder):
    load(folder)
    write(folder, "toys.yaml", TOYS_FILE.replace("title: Kite", "title: Red kite"))
    assert counts(load(folder)) == {Verdict.UNCHANGED: 2, Verdict.UPDATED: 1}
    assert Record.objects.get(address="/toys/kite/").title == "Red kite"


def test_what_an_editor_has_changed_is_kept_and_reported(folder):
    load(folder)
    Record.objects.filter(address="/toys/kite/").update(title="The editor's kite")
    write(folder, "toys.yaml", TOYS_FILE.replace("title: Kite", "title: Red kite"))
    report = load(folder)
    assert [(outcome.section, outcome.key) for outcome in report.kept()] == [("toys", "kite")]
    assert Record.objects.get(address="/toys/kite/").title == "The editor's kite"


def test_a_column_that_came_with_an_update_is_no_change_by_an_editor(folder):
    load(folder)
    for loaded in LoadedEntry.objects.filter(section="toys"):
        loaded.state = {"title": loaded.state["title"], "a column of long ago": "x"}
        loaded.save()
    assert counts(load(folder)) == {Verdict.UNCHANGED: 3}


def test_what_an_editor_has_taken_away_is_not_brought_back(folder):
    load(folder)
    Record.objects.filter(address="/toys/tail/").delete()
    write(folder, "toys.yaml", TOYS_FILE.replace("A   tail", "A long tail"))
    report = load(folder)
    assert [(outcome.section, outcome.key) for outcome in report.kept()] == [("toys", "tail")]
    assert not Record.objects.filter(address="/toys/tail/").exists()


def test_what_was_there_before_the_files_is_kept(folder):
    put_record(record=None, kind="toy", titles={"en": "Mine"}, address="/toys/kite/")
    assert [outcome.key for outcome in load(folder).kept()] == ["kite"]


def test_a_dry_run_reports_but_writes_nothing(folder):
    assert counts(load(folder, dry_run=True)) == {Verdict.CREATED: 3}
    assert Record.objects.count() == LoadedEntry.objects.count() == LogEntry.objects.count() == 0


def test_loading_says_how_far_it_is(folder):
    heard = []
    load(folder, progress=lambda *said: heard.append(said))
    assert heard == [("sources", 1, 3), ("toys", 2, 3), ("toys", 3, 3)]


def test_the_command_tells_whoever_asks_how_far_it_is(folder):
    heard = []
    (folder / "toys.yaml").unlink()
    call_command("content", "load", folder, progress=lambda *said: heard.append(said))
    assert heard == [("sources", 1, 1)]


def test_a_file_that_is_not_there_is_a_section_without_entries(folder):
    (folder / "toys.yaml").unlink()
    assert counts(load(folder)) == {Verdict.CREATED: 1}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("title: Kite", "titel: Kite", "toys.yaml, line 12, texts.en.title: this field is missing"),
        ("unit: metres", "unti: metres", "toys.yaml, line 6, facts.unti: there is no field of this name"),
        ("as_of: 2013-10", "as_of: soon", "toys.yaml, line 7, facts.as_of: “soon” is no date;"),
        ("value: 27", "value: many", "toys.yaml, line 5, facts.value: Input should be a valid decimal"),
        ("parent: kite", "parent: kites", "toys.yaml, line 15, parent: nothing is called “kites”"),
        ("parent: kite", "parent: tail", "toys.yaml, line 14: A toy does not belong to itself."),
        ("sources: [report]", "sources: [rumour]", "toys.yaml, line 2, sources: no source is called “rumour”"),
        ("key: tail", "key: kite", "toys.yaml, line 14, key: “kite” is the key of the entry in line 1 too"),
        ("- key: kite", "- key: kite\n  key: kite", "toys.yaml, line 2, key: this key stands here twice"),
        ("en: {title: Kite}", "en: {title: Kite", "toys.yaml, line 13"),
    ],
)
def test_a_broken_file_is_refused_with_file_line_and_field(folder, old, new, said):
    write(folder, "toys.yaml", TOYS_FILE.replace(old, new, 1))
    assert error_of(folder).startswith(said)


def test_a_source_has_its_title_in_each_language(folder):
    write(folder, "sources.yaml", SOURCES + "  titles: {fr: Rapport\u00a0  final}\n")
    load(folder)
    assert Source.objects.values_list("title", "titles").get() == ("Final report", {"fr": "Rapport\u00a0 final"})
    assert counts(load(folder)) == {Verdict.UNCHANGED: 3}
    Source.objects.update(titles={"fr": "Le rapport"})
    write(folder, "sources.yaml", SOURCES)
    assert [outcome.key for outcome in load(folder).kept()] == ["report"]


@pytest.mark.parametrize(
    ("titles", "said"),
    [
        ("{en: Report}", "titles: the words of “en”, the first language, stand in `title`"),
        ("{French: Rapport}", "titles.French.[key]: String should match pattern"),
        ("{fr: ''}", "titles.fr: String should have at least 1 character"),
        ("Rapport", "titles: Input should be a valid dictionary"),
    ],
)
def test_titles_of_no_language_are_refused(folder, titles, said):
    write(folder, "sources.yaml", f"{SOURCES}  titles: {titles}\n")
    assert error_of(folder).startswith(f"sources.yaml, line 4, {said}")


def test_all_errors_are_reported_at_once(folder):
    write(folder, "toys.yaml", TOYS_FILE.replace("title: Kite", "titel: Kite").replace("value: 27", "value: many"))
    write(folder, "sources.yaml", "- key: Report!\n  title: x\n")
    assert [line.partition(":")[0] for line in error_of(folder).splitlines()] == [
        "sources.yaml, line 1, key",
        "toys.yaml, line 5, facts.value",
        "toys.yaml, line 12, texts.en.title",
        "toys.yaml, line 12, texts.en.titel",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"- key: \xff", "toys.yaml, line 1: this is no UTF-8; save the file as UTF-8"),
        (b"just words", "toys.yaml, line 1: here should be a list of entries"),
        (b"- key: a\x07", "toys.yaml, line 1: the file has characters that YAML does not allow"),
        (b"- just words", "toys.yaml, line 1: Input should be a valid dictionary or instance of Toy"),
    ],
)
def test_what_is_no_content_at_all_is_refused(folder, text, said):
    (folder / "toys.yaml").write_bytes(text)
    assert error_of(folder) == said


def test_there_must_be_a_folder(tmp_path):
    assert error_of(tmp_path / "nowhere").endswith("there is no such folder")


def test_the_command_loads_reports_and_refuses(folder, capsys):
    (folder / "toys.yaml").unlink()
    call_command("content", "load", folder)
    call_command("content", "load", folder, dry_run=True, verbosity=2)
    said = capsys.readouterr().out
    assert "1 created, 0 updated, 0 unchanged" in said
    assert "This would happen: 0 created, 0 updated, 1 unchanged" in said
    Source.objects.update(title="Mine")
    call_command("content", "load", folder)
    assert "sources/report was left as an editor has changed it." in capsys.readouterr().out
    write(folder, "sources.yaml", "- key: report\n")
    with pytest.raises(CommandError, match="Nothing was written.\nsources.yaml, line 1, title: this field is missing"):
        call_command("content", "load", folder)


def test_sections_that_wait_for_each_other_are_an_error(monkeypatch):
    waiting = {name: Section(name, "x.yaml", Toy, TOYS.find, put_toy, after=(other,)) for name, other in ("ab", "ba")}
    monkeypatch.setattr("eciap.foundation.exchange.content._sections", waiting)
    with pytest.raises(ValueError, match="these sections wait for each other: a, b"):
        sections()
