"""The catalogues: what is extracted is what Django looks up, and the check names every gap."""

import io

import pytest
from babel.messages import Catalog
from babel.messages.extract import extract_python

from eciap.config import messages

TEMPLATE = """{% load i18n %}
<ul>
    <li title="{% translate "Members" %}">{% translate "May" context "month" %}</li>
  {% blocktranslate count counter=n trimmed %}
      {{ counter }} member
    {% plural %}
      {{ counter }} members
  {% endblocktranslate %}
 <p>It's {{ _("fine") }}</p>
</ul>
"""


@pytest.fixture
def source(tmp_path, monkeypatch):
    """A source with a template and a module, and a French catalogue to be."""
    templates = tmp_path / "eciap" / "portal" / "templates"
    templates.mkdir(parents=True)
    (templates / "page.html").write_text(TEMPLATE, encoding="utf-8")
    (templates.parent / "views.py").write_text(
        "from django.utils.translation import gettext as _, ngettext_lazy\n"
        '_("News")\nngettext_lazy("%(n)s page", "%(n)s pages", "n")\n_(variable)\n',
        encoding="utf-8",
    )
    (templates.parent / "migrations").mkdir()
    (templates.parent / "migrations" / "0001_initial.py").write_text('_("Old")\n', encoding="utf-8")
    monkeypatch.setattr(messages, "SOURCE", tmp_path / "eciap")
    monkeypatch.setattr(messages, "LOCALE", tmp_path / "eciap" / "locale")
    return tmp_path / "eciap"


def test_a_template_yields_its_messages_at_their_lines():
    found = list(extract_python(messages.from_template(TEMPLATE, "x.html"), messages.KEYWORDS, (), {}))
    assert [(line, words) for line, _function, words, _comments in found] == [
        (3, "Members"),
        (3, ("month", "May")),
        (4, ("%(counter)s member", "%(counter)s members", None)),
        (9, "fine"),
    ]


def test_every_message_of_the_source_is_found(source):
    assert messages._keys(messages.in_source()) == {
        ("Members", "", ""),
        ("May", "", "month"),
        ("%(counter)s member", "%(counter)s members", ""),
        ("fine", "", ""),
        ("News", "", ""),
        ("%(n)s page", "%(n)s pages", ""),
    }


def test_a_catalogue_is_begun_filled_checked_and_compiled(source, capsys):
    assert messages.main(["extract", "--language", "fr"]) == 0
    path = source / "locale/fr/LC_MESSAGES/django.po"
    assert messages.main(["check"]) == 1
    catalogue = messages.read(path)
    for message in catalogue:
        if message.id:
            message.string = message.id
    with path.open("wb") as file:
        messages.write_po(file, catalogue)
    assert messages.main(["check"]) == 0
    assert messages.main(["compile"]) == 0
    assert path.with_suffix(".mo").exists()
    assert capsys.readouterr().out.splitlines() == [
        "locale/fr/LC_MESSAGES/django.po: 6 messages, 6 to translate",
        "6 messages, complete in fr.",
    ]


def test_no_catalogue_at_all_is_a_gap(source, capsys):
    assert messages.main(["check"]) == 1
    assert capsys.readouterr().err == "There is no catalogue in locale: run `eciap messages extract --language fr`.\n"


def test_extracting_again_changes_nothing(source):
    messages.main(["extract", "--language", "fr"])
    path = source / "locale/fr/LC_MESSAGES/django.po"
    before = path.read_bytes()
    messages.main(["extract"])
    assert path.read_bytes() == before


def test_the_check_names_every_kind_of_gap():
    found, catalogue = Catalog(), Catalog(locale="fr")
    for identifier in ("new", "empty", "guessed", "%(number)s wrong"):
        found.add(identifier)
    catalogue.add("old", "vieux")
    catalogue.add("empty", "")
    catalogue.add("guessed", "deviné", flags=["fuzzy"])
    catalogue.add("%(number)s wrong", "%(nombre)s faux", flags=["python-format"])
    assert sorted(messages.problems_of(catalogue, found, "fr")) == [
        "fr: no longer in the source (run `eciap messages extract`): 'old'",
        "fr: not in the catalogue (run `eciap messages extract`): 'new'",
        "fr: only guessed (fuzzy): 'guessed'",
        "fr: unknown named placeholder 'nombre': '%(number)s wrong'",
        "fr: untranslated: 'empty'",
    ]


def test_a_write_that_fails_leaves_the_old_file(tmp_path):
    path = tmp_path / "django.po"
    path.write_bytes(b"old")

    def write(file: io.BufferedWriter) -> None:
        file.write(b"half")
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        messages._write(path, write)
    assert path.read_bytes() == b"old"
