"""Tables of codes from files: our own CSV, and the attribute tables, label points and spreadsheets of Eurostat.

Columns are found by their names, in any order; a row that cannot be read is an error with file, line and field.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from eciap.foundation.exchange.folder import BrokenContent
from eciap.foundation.exchange.yaml import RowError
from eciap.vocabulary.operations import ChangeRow, CodeRow, TerritoryRow

type Row = Mapping[str, str]

# Our column: the names that official files use for the same thing. The spreadsheet has a column of names per level.
OFFICIAL_NAMES = {
    "code": ("code", "NUTS_ID", "Code 2021", "Code 2024"),
    "name": ("name", "NUTS_NAME", "Country", "NUTS level 1", "NUTS level 2", "NUTS level 3"),
    "name_latin": ("name_latin", "NAME_LATN"),
    "lon": ("lon", "LON"),
    "lat": ("lat", "LAT"),
    "edition": ("edition",),
}


def read_rows[T](path: Path, make: Callable[[Row], T]) -> list[T]:
    """Read a table and make something of each row.

    Raises:
        BrokenContent: with file, line and field of every row that cannot be read.

    """
    errors: list[RowError] = []
    made: list[T] = []
    for line, row in _rows(path):
        try:
            made.append(make(row))
        except KeyError as missing:
            errors.append(RowError(path.name, line, str(missing.args[0]), "this column is missing"))
        except ValueError as wrong:
            field, _colon, message = str(wrong).partition(": ")
            errors.append(RowError(path.name, line, field, message))
    if errors:
        raise BrokenContent(errors)
    return made


def _rows(path: Path) -> Iterator[tuple[int, Row]]:
    try:
        if path.suffix.lower() in {".json", ".geojson"}:
            yield from _features(path)
            return
        if path.suffix.lower() == ".xlsx":
            yield from _sheet(path)
            return
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream, dialect=csv.Sniffer().sniff(stream.readline(), ",;\t"))
            stream.seek(0)
            for row in reader:
                yield reader.line_num, {name: (value or "").strip() for name, value in row.items() if name}
    except (UnicodeDecodeError, csv.Error, json.JSONDecodeError, CalamineError) as wrong:
        raise BrokenContent([RowError(path.name, 1, "", f"this is no table that can be read: {wrong}")]) from wrong


def _features(path: Path) -> Iterator[tuple[int, Row]]:
    """Yield the label points of a GeoJSON file, numbered as they stand there."""
    for number, feature in enumerate(json.loads(path.read_text(encoding="utf-8"))["features"], 1):
        lon, lat = (feature.get("geometry") or {}).get("coordinates", ("", ""))[:2]
        row = {name: str(value or "") for name, value in feature["properties"].items()}
        yield number, {**row, "lon": str(lon), "lat": str(lat)}


def _sheet(path: Path) -> Iterator[tuple[int, Row]]:
    """Yield the rows of the first sheet that has a column of codes; rows without a code are headings of the sheet."""
    with CalamineWorkbook.from_path(path) as book:
        for name in book.sheet_names:
            header, *rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False) or [[]]
            columns = [str(cell).strip() for cell in header]
            if code := next((column for column in columns if column in OFFICIAL_NAMES["code"]), None):
                named = (dict(zip(columns, map(_cell, row), strict=False)) for row in rows)
                yield from ((line, row) for line, row in enumerate(named, 2) if row[code])
                return
    raise BrokenContent([RowError(path.name, 1, "code", "no sheet has a column of codes in its first row")])


def _cell(value: object) -> str:
    """A whole number that the sheet keeps as 2021.0 is 2021."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def territory_row(row: Row, edition: int | None = None) -> TerritoryRow:
    """Make a territory of a row of any of the known tables.

    Raises:
        KeyError: when the table has no column of codes, or none of editions where none was given.
        ValueError: `field: message`.

    """
    found = {ours: _first(row, names) for ours, names in OFFICIAL_NAMES.items()}
    code = found["code"]
    if code is None:
        raise KeyError("code")
    if not (code.isalnum() and 2 <= len(code) <= 5):
        raise ValueError(f"code: “{code}” is no code of a territory")
    if edition is None and not found["edition"]:
        raise KeyError("edition")
    return TerritoryRow(
        edition=edition or _number("edition", found["edition"] or ""),
        code=code,
        name=found["name"] or "",
        name_latin=found["name_latin"] or "",
        lon=_decimal("lon", found["lon"]),
        lat=_decimal("lat", found["lat"]),
    )


def _first(row: Row, names: Iterable[str]) -> str | None:
    """Return the first of these columns that says something; None when the table has none of them."""
    there = [row[name] for name in names if name in row]
    return next(filter(None, there), "") if there else None


def instrument_row(row: Row) -> CodeRow:
    """Make a code of a row of the STIP Compass table: kind, code, parent, label."""
    return CodeRow(kind=row["kind"], code=row["code"], group=row["parent"], label=row["label"])


def sector_row(row: Row) -> CodeRow:
    """Make a code of a row of the table of cultural economic activities: code, label, scope, note."""
    return CodeRow(kind="sector", code=row["code"], label=row["label"], scope=row["scope"], note=row["note"])


def change_row(row: Row) -> ChangeRow:
    """Make a change of a row of the table of changes between editions."""
    return ChangeRow(
        from_edition=_number("from_edition", row["from_edition"]),
        to_edition=_number("to_edition", row["to_edition"]),
        **{name: row[name] for name in ("old_code", "new_code", "label", "change", "explanation")},
    )


def _number(field: str, text: str) -> int:
    try:
        return int(text)
    except ValueError as wrong:
        raise ValueError(f"{field}: “{text}” is no whole number") from wrong


def _decimal(field: str, text: str | None) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation as wrong:
        raise ValueError(f"{field}: “{text}” is no number") from wrong
