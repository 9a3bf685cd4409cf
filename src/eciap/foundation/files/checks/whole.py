"""A file that somebody brought, checked as a whole: what it is by its content, and fit to be kept and handed on."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

from eciap.foundation.files.checks.archives import archive_of
from eciap.foundation.files.checks.names import safe_name
from eciap.foundation.files.checks.office import check_archive, check_document, kind_of_archive
from eciap.foundation.files.checks.pdf import check_pdf
from eciap.foundation.files.checks.pictures import clean_image
from eciap.foundation.files.checks.refusals import FileRefused, Stream, names_of, too_large
from eciap.foundation.files.checks.signatures import BEGINNING, is_zip, refuse_by_beginning, sniff
from eciap.foundation.files.checks.writings import check_table, kind_of_text, text_of
from eciap.foundation.files.enums import PICTURES, WRITINGS, Kind, Reason

PIECE = 1024**2
UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class CheckedFile:
    """A file that may be kept: its content is that of `stream`, which for a picture is not the one that was brought."""

    kind: Kind
    name: str
    stream: Stream
    size: int
    sha256: str


def check_file(stream: Stream, *, name: str, kinds: AbstractSet[Kind], largest: int) -> CheckedFile:
    """Look into a file, and make a picture anew; `kinds` are those that are asked for, `largest` is in bytes.

    Raises:
        FileRefused: when it is of another kind, too large, damaged, locked, or hides or runs something.

    """
    asked = frozenset(kinds)
    _check_size(stream, largest)
    kind = _kind_of(stream, asked)
    if kind not in asked:
        raise FileRefused(Reason.NOT_TAKEN, kinds=names_of(asked))
    kept: Stream = BytesIO(clean_image(stream, largest=largest).content) if kind in PICTURES else stream
    size, digest = _measured(kept)
    return CheckedFile(kind=kind, name=safe_name(name, kind), stream=kept, size=size, sha256=digest)


def _check_size(stream: Stream, largest: int) -> None:
    size = stream.seek(0, 2)
    if size > largest:
        raise too_large(largest)
    if not size:
        raise FileRefused(Reason.EMPTY)


def _kind_of(stream: Stream, kinds: frozenset[Kind]) -> Kind | None:
    """Tell what a file is, and look into it as one looks into such a file."""
    if kind := sniff(stream):
        if kind is Kind.PDF and kind in kinds:
            check_pdf(stream)
        return kind
    if is_zip(stream):
        return _kind_of_packed(stream, kinds)
    stream.seek(0)
    beginning = stream.read(BEGINNING)
    refuse_by_beginning(beginning)
    may_be_text = kinds & WRITINGS and (b"\0" not in beginning or beginning.startswith(UTF16))
    return _kind_of_written(stream, kinds) if may_be_text else None


def _kind_of_packed(stream: Stream, kinds: frozenset[Kind]) -> Kind | None:
    with archive_of(stream) as archive:
        kind = kind_of_archive(archive)
        if kind is Kind.ZIP:
            if kind not in kinds:
                raise FileRefused(Reason.ARCHIVE)
            check_archive(archive)
        elif kind:
            check_document(archive, kind)
    return kind


def _kind_of_written(stream: Stream, kinds: frozenset[Kind]) -> Kind:
    text = text_of(stream)
    kind = kind_of_text(text, kinds)
    if kind is Kind.CSV:
        check_table(text)
    return kind


def _measured(stream: Stream) -> tuple[int, str]:
    size, digest = 0, sha256()
    stream.seek(0)
    while piece := stream.read(PIECE):
        size += len(piece)
        digest.update(piece)
    stream.seek(0)
    return size, digest.hexdigest()
