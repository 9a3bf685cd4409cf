"""PDF: nothing in it runs, starts something or brings other files.

The objects are read by pypdf, so that what is packed or written in a roundabout way is seen as a viewer would see it.
Viewers also mend broken files by searching them for objects; so the bytes as they lie are searched as well.
"""

import re
from collections.abc import Iterator
from typing import Any
from zipfile import is_zipfile

from pypdf import PdfReader
from pypdf.generic import IndirectObject

from eciap.foundation.files.checks.refusals import FileRefused, Stream
from eciap.foundation.files.enums import Reason

MOST_OBJECTS = 100_000
RUNS = frozenset({"/JS", "/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/RichMedia", "/XFA", "/GoToE"})
FILES = frozenset({"/EmbeddedFile", "/EmbeddedFiles", "/EF", "/FileAttachment"})
LYING_ABOUT = (
    (Reason.PDF_RUNS, re.compile(rb"/(?:JavaScript|Launch|ImportData|SubmitForm|RichMedia)\b")),
    (Reason.PDF_FILES, re.compile(rb"/(?:EmbeddedFiles?|FileAttachment)\b")),
)
HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
ENDING = re.compile(rb"%%EOF\s{0,64}\Z")
TAG = re.compile(rb"<(?:html|script|svg|body|\?php)\b", re.IGNORECASE)
SEARCHED = 1_024


def check_pdf(stream: Stream) -> None:
    """Look at every object of a PDF.

    Raises:
        FileRefused: when it is damaged, locked, holds programs or files, or is something else besides.

    """
    _check_ends(stream)
    _check_bytes(stream)
    try:
        reader = PdfReader(stream)  # type: ignore[arg-type]  # needs no more of a stream than we ask for
        if reader.is_encrypted:
            raise FileRefused(Reason.LOCKED)
        if not reader.pages:
            raise FileRefused(Reason.DAMAGED)
        for name in _names(reader):
            _refuse(name)
    except FileRefused:
        raise
    except Exception as damage:  # a parser before hostile bytes: whatever it raises means the same
        raise FileRefused(Reason.DAMAGED) from damage


def _refuse(name: str) -> None:
    if name in RUNS:
        raise FileRefused(Reason.PDF_RUNS)
    if name in FILES:
        raise FileRefused(Reason.PDF_FILES)


def _check_ends(stream: Stream) -> None:
    """Let the file end where the PDF does, and be no archive, which is read from its end, and no page."""
    stream.seek(0)
    beginning = stream.read(SEARCHED)
    stream.seek(max(0, stream.seek(0, 2) - SEARCHED))
    ending = stream.read(SEARCHED)
    if b"%%EOF" not in ending:
        raise FileRefused(Reason.DAMAGED)
    if not ENDING.search(ending) or TAG.search(beginning) or is_zipfile(stream):
        raise FileRefused(Reason.TWO_IN_ONE)


def _check_bytes(stream: Stream) -> None:
    stream.seek(0)
    content = HEX.sub(lambda found: bytes.fromhex(found[1].decode()), stream.read())
    for reason, lies in LYING_ABOUT:
        if lies.search(content):
            raise FileRefused(reason)


def _names(reader: PdfReader) -> Iterator[str]:
    """Every name in every object, whether as a key or as a value."""
    numbers = {(number, generation) for generation, numbers in reader.xref.items() for number in numbers}
    numbers |= {(number, 0) for number in reader.xref_objStm}
    if len(numbers) > MOST_OBJECTS:
        raise FileRefused(Reason.TOO_MANY_PARTS, parts=MOST_OBJECTS)
    yield from _names_in(reader.trailer)
    for number, generation in sorted(numbers):
        yield from _names_in(reader.get_object(IndirectObject(number, generation, reader)))


def _names_in(found: Any) -> Iterator[str]:
    """Walk what lies in an object itself; what it points to has its own turn."""
    waiting = [found]
    while waiting:
        match waiting.pop():
            case IndirectObject():
                continue
            case dict() as mapping:
                yield from map(str, mapping.keys())
                waiting += dict.values(mapping)
            case list() as sequence:
                waiting += list.__iter__(sequence)
            case str() as text:
                yield text
