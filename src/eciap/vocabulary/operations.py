"""Writing themes and the shared lists of codes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction

from eciap.foundation.audit.operations import log
from eciap.foundation.languages.operations import Words, put_texts
from eciap.foundation.records.enums import Certainty
from eciap.foundation.records.operations import index_record, put_citations, put_record
from eciap.vocabulary.enums import Hue, TerritoryLevel, ThemeKind
from eciap.vocabulary.models import Code, CodeList, Territory, TerritoryChange, Theme
from eciap.vocabulary.signals import theme_written

if TYPE_CHECKING:
    from eciap.foundation.accounts.models import Person


class NoSuchParent(LookupError):
    """Raised when a territory's parent is in neither the rows nor the database."""


@dataclass(frozen=True)
class TerritoryRow:
    """A territory as a file gives it; its parent is the code without its last letter."""

    edition: int
    code: str
    name: str = ""
    name_latin: str = ""
    lon: Decimal | None = None
    lat: Decimal | None = None

    @property
    def level(self) -> int:
        """Countries have two letters; each level below adds one."""
        return len(self.code) - 2


@dataclass(frozen=True)
class CodeRow:
    """A code of a list as a file gives it."""

    kind: str
    code: str
    label: str
    group: str = ""
    scope: str = ""
    note: str = ""


@dataclass(frozen=True)
class ChangeRow:
    """A line of an official list of changes between two editions."""

    from_edition: int
    to_edition: int
    old_code: str
    new_code: str
    label: str
    change: str
    explanation: str = ""


@dataclass(frozen=True)
class ListFacts:
    """Where a list of codes comes from, under which licence, and how to refresh it."""

    key: str
    title: str
    version: str
    source_title: str
    source_url: str
    how_to_refresh: str
    licence: str = ""
    retrieved_on: date | None = None
    note: str = ""
    sha256: str = ""


@transaction.atomic
def put_theme(
    *,
    slug: str,
    kind: ThemeKind,
    texts: Mapping[str, Words],
    by: Person | None,
    hue: Hue = Hue.INK,
    parent: Theme | None = None,
    position: int = 0,
    sources: Collection[str] = (),
    certainty: str = Certainty.CERTAIN,
    original: str = "en",
) -> Theme:
    """Write a theme or a desk with its words and sources; an existing one of this address is changed.

    Languages that are not named keep their words.

    Raises:
        UnknownSource: naming the first source that is not recorded.

    """
    theme = Theme.objects.select_related("record").filter(slug=slug).first() or Theme(slug=slug)
    is_new = theme.pk is None
    theme.kind, theme.hue, theme.parent, theme.position = kind, hue, parent, position
    names = {} if is_new else {text.language: text.name for text in theme.texts.all()}
    theme.record = put_record(
        record=None if is_new else theme.record,
        kind="theme",
        titles={**names, **{language: words["name"] for language, words in texts.items()}},
        address=theme.get_absolute_url(),
        language=original,
        certainty=certainty,
    )
    theme.save()
    put_texts(parent=theme, texts=texts, original=original)
    put_citations(record=theme.record, sources=sources)
    index_record(record=theme.record)
    log("vocabulary.theme.added" if is_new else "vocabulary.theme.changed", by=by, on=theme, data={"theme": slug})
    theme_written.send(sender=Theme, theme=theme)
    return theme


@transaction.atomic
def put_code_list(*, facts: ListFacts, by: Person | None) -> CodeList:
    """Record a list of codes and where it comes from; an existing one of this key is brought up to date."""
    columns = {name: getattr(facts, name) for name in facts.__dataclass_fields__ if name != "key"}
    code_list, created = CodeList.objects.update_or_create(key=facts.key, defaults=columns)
    verb = "vocabulary.list.added" if created else "vocabulary.list.refreshed"
    log(verb, by=by, data={"list": facts.key, "version": facts.version, "sha256": facts.sha256})
    return code_list


@transaction.atomic
def put_territories(*, code_list: CodeList, rows: Sequence[TerritoryRow], by: Person | None) -> int:
    """Write territories, parents first, and return how many there are; codes that are not named stay.

    A file that knows no points or no names leaves those that are recorded.

    Raises:
        NoSuchParent: naming the first code whose parent is unknown.

    """
    known = {(t.edition, t.code): t for t in Territory.objects.filter(edition__in={row.edition for row in rows})}
    for level in TerritoryLevel.values:
        of_level = [_territory(row, known, code_list) for row in rows if row.level == level]
        Territory.objects.bulk_create(
            of_level,
            update_conflicts=True,
            unique_fields=["edition", "code"],
            update_fields=["code_list", "level", "name", "name_latin", "parent", "lon", "lat"],
        )
        known |= {(t.edition, t.code): t for t in of_level}
    log("vocabulary.territories.imported", by=by, data={"list": code_list.key, "rows": len(rows)})
    return len(rows)


def _territory(row: TerritoryRow, known: Mapping[tuple[int, str], Territory], code_list: CodeList) -> Territory:
    parent = known.get((row.edition, row.code[:-1])) if row.level else None
    if row.level and parent is None:
        raise NoSuchParent(row.code)
    before = known.get((row.edition, row.code)) or Territory()
    return Territory(
        code_list=code_list,
        edition=row.edition,
        level=row.level,
        code=row.code,
        name=row.name or before.name,
        name_latin=row.name_latin or before.name_latin,
        parent=parent,
        lon=before.lon if row.lon is None else row.lon,
        lat=before.lat if row.lat is None else row.lat,
    )


@transaction.atomic
def put_codes(*, code_list: CodeList, rows: Sequence[CodeRow], by: Person | None) -> int:
    """Let a list have exactly these codes and return how many there are."""
    wanted = {(row.kind, row.code) for row in rows}
    gone = [code.pk for code in code_list.codes.all() if (code.kind, code.code) not in wanted]
    code_list.codes.filter(pk__in=gone).delete()
    Code.objects.bulk_create(
        [Code(code_list=code_list, **vars(row)) for row in rows],
        update_conflicts=True,
        unique_fields=["code_list", "kind", "code"],
        update_fields=["label", "group", "scope", "note"],
    )
    log("vocabulary.codes.imported", by=by, data={"list": code_list.key, "rows": len(rows), "removed": len(gone)})
    return len(rows)


@transaction.atomic
def put_changes(*, code_list: CodeList, rows: Sequence[ChangeRow], by: Person | None) -> int:
    """Write what became of codes between editions and return how many lines there are."""
    TerritoryChange.objects.bulk_create(
        [TerritoryChange(code_list=code_list, **vars(row)) for row in rows],
        update_conflicts=True,
        unique_fields=["from_edition", "to_edition", "old_code", "new_code"],
        update_fields=["code_list", "label", "change", "explanation"],
    )
    log("vocabulary.changes.imported", by=by, data={"list": code_list.key, "rows": len(rows)})
    return len(rows)
