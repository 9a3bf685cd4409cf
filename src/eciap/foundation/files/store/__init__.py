"""Where the bytes of files lie: a folder of this machine, or a bucket, as the settings say.

A key is the identifier of a row of `StoredFile`. Nothing in a store can be reached from outside but by us.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Protocol

from django.conf import settings

from eciap.foundation.files.checks import Stream
from eciap.foundation.files.store.bucket import Bucket
from eciap.foundation.files.store.folder import Folder


class Store(Protocol):
    """What files ask of the place where their bytes lie."""

    def put(self, key: str, stream: Stream, *, headers: Mapping[str, str]) -> None:
        """Write everything that the stream holds, all of it or nothing; afterwards it outlasts a power cut.

        Raises:
            OSError: when the place is full or cannot be reached.

        """

    def read(self, key: str, begin: int, end: int) -> Iterator[bytes]:
        """Return the bytes from `begin` to before `end`, piece by piece.

        Raises:
            FileNotFoundError: at once, when there are none under this key.

        """

    def remove(self, key: str) -> None:
        """Remove what lies under this key, if there is anything."""

    def keys_before(self, moment: datetime) -> Iterator[str]:
        """The keys of all that was written before that moment, also of what was written by half."""

    def address(self, key: str, *, seconds: int) -> str | None:
        """Return an address that is good for so long and for everybody who knows it, where the store has such."""


def current() -> Store:
    """Return the store that the settings name."""
    if settings.FILES_BUCKET:
        return _bucket(tuple(settings.FILES_BUCKET.items()))
    return Folder(Path(settings.FILES_FOLDER))


@cache
def _bucket(options: tuple[tuple[str, str], ...]) -> Bucket:
    return Bucket(**dict(options))
