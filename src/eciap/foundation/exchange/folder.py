"""A content folder, read and checked against the shapes of its sections before anything is written."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from eciap.foundation.exchange.yaml import Document, Place, RowError, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from eciap.foundation.exchange.content import Section
    from eciap.foundation.exchange.schemas import Keyed


class BrokenContent(Exception):
    """Raised when a folder cannot be loaded; holds every error that was found. Nothing was written."""

    def __init__(self, errors: list[RowError]) -> None:
        """Keep the errors, one a line."""
        super().__init__("\n".join(str(error) for error in errors))
        self.errors = errors


@dataclass(frozen=True)
class ReadEntry:
    """An entry with the place that it was read from."""

    section: Section
    entry: Keyed
    document: Document
    place: Place


@dataclass(frozen=True)
class Folder:
    """The entries of a folder in the order in which they are written, and the hash of each file."""

    entries: list[ReadEntry]
    hashes: dict[str, str]


def read_folder(folder: Path, sections: Iterable[Section]) -> Folder:
    """Read every file that a section asks for; a file that is not there is a section without entries.

    Raises:
        BrokenContent: with all errors of all files.

    """
    if not folder.is_dir():
        raise BrokenContent([RowError(str(folder), 1, "", "there is no such folder")])
    errors: list[RowError] = []
    documents: dict[str, Document | None] = {}
    entries: list[ReadEntry] = []
    for section in sections:
        if section.file not in documents:
            documents[section.file] = _document(folder / section.file, errors)
        if document := documents[section.file]:
            entries += _entries(section, document, errors)
    if errors:
        raise BrokenContent(sorted(errors, key=lambda error: (error.file, error.line)))
    hashes = {name: _sha256(folder / name) for name, document in documents.items() if document}
    return Folder(entries, hashes)


def _document(path: Path, errors: list[RowError]) -> Document | None:
    if not path.exists():
        return None
    try:
        return read_yaml(path)
    except RowError as error:
        errors.append(error)
        return None


def _entries(section: Section, document: Document, errors: list[RowError]) -> list[ReadEntry]:
    place: Place = (section.at,) if section.at else ()
    data = document.data
    if section.at:
        data = data.get(section.at) if isinstance(data, dict) else None
    if section.single:
        return [found] if (found := _entry(section, document, data, place, errors)) else []
    if not isinstance(data, list):
        errors.append(document.error(place, "here should be a list of entries"))
        return []
    found_entries: list[ReadEntry] = []
    seen: dict[str, int] = {}
    for n, item in enumerate(data):
        ordered = (
            {"position": n, **item} if isinstance(item, dict) and "position" in section.schema.model_fields else item
        )
        if found := _entry(section, document, ordered, (*place, n), errors):
            key = found.entry.key
            if key in seen:
                line = document.lines[(*place, seen[key])]
                errors.append(document.error((*place, n, "key"), f"“{key}” is the key of the entry in line {line} too"))
            seen[key] = n
            found_entries.append(found)
    return found_entries


def _entry(
    section: Section,
    document: Document,
    item: Any,
    place: Place,
    errors: list[RowError],
) -> ReadEntry | None:
    try:
        return ReadEntry(section, section.schema.model_validate(item), document, place)
    except ValidationError as wrong:
        errors += [document.error((*place, *error["loc"]), _message(error)) for error in wrong.errors()]
        return None


def _message(error: Any) -> str:
    if error["type"] == "missing":
        return "this field is missing"
    if error["type"] == "extra_forbidden":
        return "there is no field of this name"
    return str(error["msg"]).removeprefix("Value error, ")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
