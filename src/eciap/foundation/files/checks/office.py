"""Office documents: which kind an archive is, and that nothing in it runs, or is loaded, when it is opened."""

import re
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile

from eciap.foundation.files.checks.archives import archive_of
from eciap.foundation.files.checks.refusals import FileRefused
from eciap.foundation.files.checks.signatures import BEGINNING, ZIP, refuse_by_beginning
from eciap.foundation.files.enums import OPEN_DOCUMENTS, Kind, Reason

CONTENT_TYPES = "[Content_Types].xml"
MIMETYPE = "mimetype"
MAIN = {f"{kind.value}.main+xml": kind for kind in (Kind.DOCX, Kind.XLSX, Kind.PPTX)}
WITH_MACROS = {"word": Kind.DOCX, "excel": Kind.XLSX, "powerpoint": Kind.PPTX}
MACROS = re.compile(r"vbaproject|vbadata|/activex|macrosheets/|^basic/|^scripts/|/dialogsheets/", re.IGNORECASE)
# What a document may point to outside of itself without anything happening when it is opened.
HARMLESS = re.compile(r"/(?:hyperlink|externalLinkPath|externalLinkLongPath)$")
RUNS = re.compile(rb"<(?:\w+:)?ddeLink\b|vnd\.sun\.star\.script|<script:event-listener|<!ENTITY", re.IGNORECASE)
LOCKED = re.compile(rb"<manifest:encryption-data\b")
OLE = b"\xd0\xcf\x11\xe0"
EMBEDDED = re.compile(r"^(?:word|xl|ppt)/embeddings/")
WRITTEN = (".xml", ".rels")


def kind_of_archive(archive: ZipFile) -> Kind | None:
    """Tell an office document by what it says of itself; any other archive is just that.

    Returns:
        None for an office document of a kind that is taken nowhere.

    Raises:
        FileRefused: when it says that it holds macros.

    """
    parts = archive.infolist()
    if parts[0].filename == MIMETYPE:
        said = _read(archive, MIMETYPE).decode("ascii", errors="replace")
        return Kind(said) if said in OPEN_DOCUMENTS else None
    if CONTENT_TYPES not in archive.namelist():
        return Kind.ZIP
    types = {element.get("ContentType", "") for element in _xml(archive, CONTENT_TYPES)}
    for program, kind in WITH_MACROS.items():
        if any(program in said and "macroenabled" in said for said in map(str.lower, types)):
            raise FileRefused(Reason.MACROS, kind=kind.name)
    return next((MAIN[said] for said in sorted(types) if said in MAIN), None)


def check_document(archive: ZipFile, kind: Kind, *, within: bool = False) -> None:
    """Look into every part of an office document that could make something happen.

    Raises:
        FileRefused: when it holds macros, or loads or starts something when it is opened.

    """
    for name in archive.namelist():
        if MACROS.search(name):
            raise FileRefused(Reason.MACROS, kind=kind.name)
        if name.endswith(".rels") and not all(map(HARMLESS.search, _pointed_outside(archive, name))):
            raise FileRefused(Reason.RUNS)
        content = _read(archive, name)
        if name.endswith(WRITTEN):
            _check_written(content)
        if EMBEDDED.match(name) or content.startswith(OLE):
            _check_embedded(content, within=within)


def _check_written(content: bytes) -> None:
    if b"\0" in content:  # an encoding in which nothing would be found
        raise FileRefused(Reason.DAMAGED)
    if LOCKED.search(content):
        raise FileRefused(Reason.LOCKED)
    if RUNS.search(content):
        raise FileRefused(Reason.RUNS)


def check_archive(archive: ZipFile) -> None:
    """See that what an archive holds is nothing that would be refused by itself, and no other archive.

    Raises:
        FileRefused: when it does.

    """
    for name in archive.namelist():
        beginning = _read(archive, name)[:BEGINNING]
        if beginning.startswith(ZIP):
            raise FileRefused(Reason.ARCHIVE_WITHIN)
        refuse_by_beginning(beginning)


def _check_embedded(content: bytes, *, within: bool) -> None:
    """Let charts keep their table: a document in a document, and no deeper; what OLE packs may be anything."""
    if within or not content.startswith(ZIP):
        raise FileRefused(Reason.RUNS)
    with archive_of(BytesIO(content)) as archive:
        kind = kind_of_archive(archive)
        if kind is None or kind is Kind.ZIP:
            raise FileRefused(Reason.RUNS)
        check_document(archive, kind, within=True)


def _pointed_outside(archive: ZipFile, name: str) -> Iterator[str]:
    for element in _xml(archive, name):
        if element.get("TargetMode") == "External":
            yield element.get("Type", "")


def _xml(archive: ZipFile, name: str) -> ET.Element:
    """Return a part as XML: in UTF-8 and without declarations of its own, as the standard asks of these parts."""
    content = _read(archive, name)
    if b"<!" in content.replace(b"<!--", b"") or b"\0" in content:
        raise FileRefused(Reason.DAMAGED)
    try:
        return ET.fromstring(content.decode("utf-8-sig"))  # noqa: S314 - nothing is declared in it, so nothing expands
    except (ET.ParseError, UnicodeDecodeError) as damage:
        raise FileRefused(Reason.DAMAGED) from damage


def _read(archive: ZipFile, name: str) -> bytes:
    try:
        return archive.read(name)
    except BadZipFile as damage:
        raise FileRefused(Reason.DAMAGED) from damage
