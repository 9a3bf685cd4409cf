"""What a file is, by its first bytes: the kinds that are taken somewhere, and those that are refused by their name."""

import re

from eciap.foundation.files.checks.refusals import FileRefused, Stream
from eciap.foundation.files.enums import Kind, Reason

SIGNATURES = (
    (Kind.JPEG, re.compile(rb"\xff\xd8\xff")),
    (Kind.PNG, re.compile(rb"\x89PNG\r\n\x1a\n")),
    (Kind.WEBP, re.compile(rb"RIFF.{4}WEBP", re.DOTALL)),
    (Kind.AVIF, re.compile(rb".{4}ftyp(?:avif|avis|mif1.{4}(?:.{4})*?avif)", re.DOTALL)),
    (Kind.PDF, re.compile(rb"%PDF-\d")),
)
ZIP = b"PK\x03\x04"
BEGINNING = 2_048
BEFORE = rb"\s*(?:<!--.*?-->\s*)*"


def _written(pattern: bytes) -> re.Pattern[bytes]:
    return re.compile(pattern, re.DOTALL | re.IGNORECASE)


REFUSED = (
    (Reason.OLD_OFFICE, re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1|\{\\rt")),
    (Reason.PROGRAM, re.compile(rb"MZ|\x7fELF|#!|\xca\xfe\xba\xbe|[\xce\xcf]\xfa\xed\xfe|\xfe\xed\xfa[\xce\xcf]")),
    (
        Reason.ARCHIVE,
        re.compile(rb"7z\xbc\xaf\x27\x1c|Rar!|\x1f\x8b|BZh|\xfd7zXZ|\x28\xb5\x2f\xfd|PK\x05\x06|PK\x07\x08"),
    ),
    (Reason.WEB_PAGE, _written(BEFORE + rb"<(?:!doctype\s+html|html|head|body|script|iframe)\b")),
    (Reason.DRAWING, _written(rb"\s*<(?:[!?a-z].*?<)?(?:\w+:)?svg\b")),
    (Reason.WEB_PAGE, _written(rb"\s*<[!?/a-z]")),
)


def sniff(stream: Stream) -> Kind | None:
    """Tell a picture or a PDF by its first bytes, and leave the stream at its start.

    >>> from io import BytesIO
    >>> sniff(BytesIO(b"%PDF-1.7"))
    <Kind.PDF: 'application/pdf'>
    """
    stream.seek(0)
    beginning = stream.read(64)
    stream.seek(0)
    return next((kind for kind, signature in SIGNATURES if signature.match(beginning)), None)


def is_zip(stream: Stream) -> bool:
    """Tell whether this begins as an archive does, from which office documents are made as well."""
    stream.seek(0)
    beginning = stream.read(len(ZIP))
    stream.seek(0)
    return beginning == ZIP


def refuse_by_beginning(beginning: bytes) -> None:
    """Refuse what is known to be taken nowhere.

    Raises:
        FileRefused: with what this is, and what to send instead.

    """
    plain = _without_encoding(beginning)
    for reason, signature in REFUSED:
        if signature.match(plain):
            raise FileRefused(reason)


def _without_encoding(beginning: bytes) -> bytes:
    """Take off the marks under which a page in UTF-16 or with a byte order mark would not be seen for what it is."""
    if beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
        return beginning.decode("utf-16", errors="replace").encode()
    return beginning.removeprefix(b"\xef\xbb\xbf")
