"""Files in a folder that nobody but our own account may enter."""

import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from shutil import copyfileobj

from eciap.foundation.files.checks import Stream

PIECE = 256 * 1024
OURS = 0o700
OURS_ALONE = 0o600
WRITING = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
HALF = ".part"


class Folder:
    """A file for each key, in a folder named after its first two signs."""

    def __init__(self, root: Path) -> None:
        """Name the folder; it is made when something is put into it."""
        self.root = root

    def put(self, key: str, stream: Stream, *, headers: Mapping[str, str]) -> None:
        """Write beside its place, flush to the disk, and move it there in one step."""
        target = self._path(key)
        for folder in (self.root, target.parent):
            folder.mkdir(mode=OURS, parents=True, exist_ok=True)
        half = target.with_name(f"{key}{HALF}")
        with os.fdopen(os.open(half, WRITING, mode=OURS_ALONE), "wb") as file:
            copyfileobj(stream, file, PIECE)
            file.flush()
            os.fsync(file.fileno())
        half.replace(target)
        _flush(target.parent)

    def read(self, key: str, begin: int, end: int) -> Iterator[bytes]:
        """See at once that the file is there, and open it when it is asked for."""
        path = self._path(key)
        path.stat()
        return _pieces(path, begin, end - begin)

    def remove(self, key: str) -> None:
        """Remove the file."""
        self._path(key).unlink(missing_ok=True)

    def keys_before(self, moment: datetime) -> Iterator[str]:
        """The names of all files that are older, halves of files among them."""
        for file in sorted(self.root.glob("*/*")):
            if file.stat().st_mtime < moment.timestamp():
                yield file.name

    def address(self, key: str, *, seconds: int) -> None:
        """There is no way into the folder but through us."""

    def _path(self, key: str) -> Path:
        return self.root / key[:2] / key


def _pieces(path: Path, begin: int, left: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(begin)
        while left and (piece := file.read(min(PIECE, left))):
            left -= len(piece)
            yield piece


def _flush(folder: Path) -> None:
    """Have the disk remember the new name as well."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
