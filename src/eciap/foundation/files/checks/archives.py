"""Archives, and office documents, which are archives: looked through before anybody else unpacks them.

Every part is unpacked here once, up to a limit and to nowhere, since the sizes that an archive names may be lies; and
every byte of the archive has to belong to a part, so that nothing else can hide in it.
"""

import zlib
from struct import unpack
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from eciap.foundation.files.checks.refusals import FileRefused, Stream, unpacks_too_large
from eciap.foundation.files.enums import Reason

MOST_UNPACKED = 200 * 1024**2
MOST_PARTS = 5_000
LOCKED = 0x1
LOCAL_HEADER = 30
SIZES_BEHIND = 24  # bytes that may stand between two parts: the sizes of one that was packed without knowing them
END = b"PK\x05\x06"
END_RECORD = 22
PIECE = 64 * 1024


def archive_of(stream: Stream, *, most_unpacked: int = MOST_UNPACKED) -> ZipFile:
    """Return the archive, which has been looked through.

    Raises:
        FileRefused: when it is damaged, locked, unpacks to too much, leads out of its folder, or holds more than parts.

    """
    try:
        archive = ZipFile(stream)
        parts = archive.infolist()
        _check_what_it_says(parts, most_unpacked)
        _check_layout(archive, stream)
        _check_what_it_holds(parts, stream, most_unpacked)
    except (BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError) as damage:
        raise FileRefused(Reason.DAMAGED) from damage
    return archive


def _check_what_it_says(parts: list[ZipInfo], most_unpacked: int) -> None:
    names = [part.filename.casefold() for part in parts]
    if len(parts) > MOST_PARTS:
        raise FileRefused(Reason.TOO_MANY_PARTS, parts=MOST_PARTS)
    if any(part.flag_bits & LOCKED for part in parts):
        raise FileRefused(Reason.LOCKED)
    if any(_leads_out(part.orig_filename) for part in parts):
        raise FileRefused(Reason.LEADS_OUT)
    if not parts or len(set(names)) < len(names) or {part.compress_type for part in parts} - {ZIP_STORED, ZIP_DEFLATED}:
        raise FileRefused(Reason.DAMAGED)
    if sum(part.file_size for part in parts) > most_unpacked:
        raise unpacks_too_large(most_unpacked)


def _leads_out(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or "\0" in name or ".." in name.split("/")


def _check_layout(archive: ZipFile, stream: Stream) -> None:
    """Let each part begin where the one before it ends, the first at the start; the list of parts ends the file."""
    parts = sorted(archive.infolist(), key=lambda part: part.header_offset)
    begins = [*(part.header_offset for part in parts), archive.start_dir]
    ends = [0, *(_content_of(part, stream) + part.compress_size for part in parts)]
    gaps = [begin - end for begin, end in zip(begins, ends, strict=True)]
    stream.seek(-END_RECORD, 2)
    ending = stream.read(END_RECORD)
    if begins[0] or not all(0 <= gap <= SIZES_BEHIND for gap in gaps) or not ending.startswith(END) or archive.comment:
        raise FileRefused(Reason.TWO_IN_ONE)


def _content_of(part: ZipInfo, stream: Stream) -> int:
    """Return where the content of a part begins; its own header must call it as the list of parts does."""
    stream.seek(part.header_offset)
    header = stream.read(LOCAL_HEADER)
    length, extra = unpack("<HH", header[26:30].ljust(4, b"\0"))
    name = stream.read(length).decode("utf-8" if part.flag_bits & 0x800 else "cp437")
    if name != part.orig_filename:
        raise FileRefused(Reason.DAMAGED)
    return part.header_offset + LOCAL_HEADER + length + extra


def _check_what_it_holds(parts: list[ZipInfo], stream: Stream, most_unpacked: int) -> None:
    left = most_unpacked
    for part in parts:
        stream.seek(_content_of(part, stream))
        size = _unpacked_size(part, stream, left)
        if size > left:
            raise unpacks_too_large(most_unpacked)
        if size != part.file_size:
            raise FileRefused(Reason.DAMAGED)
        left -= size


def _unpacked_size(part: ZipInfo, stream: Stream, most: int) -> int:
    """Unpack a part to nowhere, and no further than a little past `most`."""
    if part.compress_type == ZIP_STORED:
        return part.compress_size
    unpacking, size, packed = zlib.decompressobj(-zlib.MAX_WBITS), 0, part.compress_size
    while packed and size <= most and not unpacking.eof:
        piece = stream.read(min(PIECE, packed))
        packed -= len(piece) or packed
        while piece and size <= most:
            size += len(unpacking.decompress(piece, PIECE))
            piece = unpacking.unconsumed_tail
    if unpacking.eof and (packed or unpacking.unused_data):
        raise FileRefused(Reason.TWO_IN_ONE)
    return size
