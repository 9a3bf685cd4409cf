"""The lists that come with the platform: a folder of tables, and `lists.yaml` that says where each comes from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction
from pydantic import ValidationError

from eciap.foundation.exchange.folder import BrokenContent
from eciap.foundation.exchange.schemas import Address, Key, Line, Shape
from eciap.foundation.exchange.yaml import RowError, read_yaml
from eciap.vocabulary.imports import tables
from eciap.vocabulary.models import CodeList
from eciap.vocabulary.operations import (
    ListFacts,
    NoSuchParent,
    put_changes,
    put_code_list,
    put_codes,
    put_territories,
)

if TYPE_CHECKING:
    from eciap.foundation.accounts.models import Person

CATALOGUE = "lists.yaml"


class Holds(StrEnum):
    """What the rows of a list's file are."""

    TERRITORIES = "territories"
    CHANGES = "changes"
    SECTORS = "sectors"
    INSTRUMENTS = "instruments"


class ListEntry(Shape):
    """A list as `lists.yaml` gives it."""

    key: Key
    file: str
    holds: Holds
    edition: int | None = None
    title: Line
    version: Line
    source_title: Line
    source_url: Address
    licence: Line | None = None
    retrieved: date | None = None
    how_to_refresh: Line
    note: Line | None = None

    def facts(self, path: Path) -> ListFacts:
        """Return where the list comes from, with the hash of the file that was read."""
        return ListFacts(
            key=self.key,
            title=self.title,
            version=self.version,
            source_title=self.source_title,
            source_url=self.source_url,
            how_to_refresh=self.how_to_refresh,
            licence=self.licence or "",
            retrieved_on=self.retrieved,
            note=self.note or "",
            sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        )


def catalogue(folder: Path) -> list[ListEntry]:
    """Read which lists a folder holds.

    Raises:
        BrokenContent: with file, line and field.

    """
    try:
        document = read_yaml(folder / CATALOGUE)
    except FileNotFoundError as missing:
        raise BrokenContent([RowError(str(folder / CATALOGUE), 1, "", "there is no such file")]) from missing
    except RowError as error:
        raise BrokenContent([error]) from error
    entries, errors = [], []
    for n, item in enumerate(document.data or []):
        try:
            entries.append(ListEntry.model_validate(item))
        except ValidationError as wrong:
            errors += [document.error((n, *error["loc"]), error["msg"]) for error in wrong.errors()]
    if errors:
        raise BrokenContent(errors)
    return entries


def import_folder(folder: Path, *, by: Person | None) -> Iterator[tuple[ListEntry, int, bool]]:
    """Import each list of a folder; yield it with its number of rows and whether its file had changed.

    Raises:
        BrokenContent: with file, line and field; the list with the error was not written.

    """
    for entry in catalogue(folder):
        path = folder / entry.file
        if not path.exists():
            raise BrokenContent([RowError(CATALOGUE, 1, "file", f"there is no {entry.file} in {folder}")])
        facts = entry.facts(path)
        known = CodeList.objects.filter(key=entry.key, **_columns(facts)).first()
        yield (entry, _count(known, entry), False) if known else (entry, import_file(entry, path, by=by), True)


@transaction.atomic
def import_file(entry: ListEntry, path: Path, *, by: Person | None) -> int:
    """Import one file as this list and return its number of rows.

    Raises:
        BrokenContent: with file, line and field; nothing was written.

    """
    code_list = put_code_list(facts=entry.facts(path), by=by)
    try:
        return _WRITERS[entry.holds](entry, path, code_list, by)
    except NoSuchParent as orphan:
        raise BrokenContent([RowError(path.name, 1, "code", f"the parent of {orphan} is in no file")]) from orphan


type Writer = Callable[[ListEntry, Path, CodeList, Person | None], int]


def _territories(entry: ListEntry, path: Path, code_list: CodeList, by: Person | None) -> int:
    rows = tables.read_rows(path, lambda row: tables.territory_row(row, None if "edition" in row else entry.edition))
    rows = [row for row in rows if entry.edition in {None, row.edition}]
    return put_territories(code_list=code_list, rows=rows, by=by)


def _changes(_entry: ListEntry, path: Path, code_list: CodeList, by: Person | None) -> int:
    return put_changes(code_list=code_list, rows=tables.read_rows(path, tables.change_row), by=by)


def _sectors(_entry: ListEntry, path: Path, code_list: CodeList, by: Person | None) -> int:
    return put_codes(code_list=code_list, rows=tables.read_rows(path, tables.sector_row), by=by)


def _instruments(_entry: ListEntry, path: Path, code_list: CodeList, by: Person | None) -> int:
    return put_codes(code_list=code_list, rows=tables.read_rows(path, tables.instrument_row), by=by)


_WRITERS: dict[Holds, Writer] = {
    Holds.TERRITORIES: _territories,
    Holds.CHANGES: _changes,
    Holds.SECTORS: _sectors,
    Holds.INSTRUMENTS: _instruments,
}


def _columns(facts: ListFacts) -> dict[str, object]:
    return {name: value for name, value in vars(facts).items() if name != "key"}


def _count(code_list: CodeList, entry: ListEntry) -> int:
    counts = {Holds.TERRITORIES: code_list.territories.count, Holds.CHANGES: code_list.changes.count}
    return counts.get(entry.holds, code_list.codes.count)()
