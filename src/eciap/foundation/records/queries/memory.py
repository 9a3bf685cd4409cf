"""Keeping what was read in the memory of the process for exactly as long as nobody writes to the database.

Every change belongs to a transaction with an id of its own, and PostgreSQL tells in a snapshot which of them are done.
Two equal snapshots see the same data, so asking for the snapshot (one query that touches no table) answers whether what
was read before still holds: in every process, and without anybody having to say what they changed.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any

from django.db import connection
from django.utils.translation import get_language

LARGEST = 256  # things kept per process; the one that was asked for longest ago goes first

_kept: OrderedDict[Hashable, tuple[str, Any]] = OrderedDict()
_lock = Lock()


def recalled[T](key: Hashable, read: Callable[[], T]) -> T:
    """Return what `read` returned before under this key if nothing was written since, else read now.

    What is kept is shared by all threads of the process: do not change it. Inside a transaction everything is read
    anew, since a transaction sees changes of its own that no snapshot tells of.
    """
    if connection.in_atomic_block:
        return read()
    snapshot = _snapshot()
    with _lock:
        before, value = _kept.get(key, ("", None))
        if before == snapshot:
            _kept.move_to_end(key)
            return value  # type: ignore[no-any-return]  # what `read` returned under this key
    value = read()
    with _lock:
        _kept[key] = (snapshot, value)
        _kept.move_to_end(key)
        while len(_kept) > LARGEST:
            _kept.popitem(last=False)
    return value


def recalled_for[T](person: Any, key: Hashable, read: Callable[[], T]) -> T:
    """Share what was read, per language, among all who are not signed in; others read for themselves."""
    if getattr(person, "is_authenticated", False):
        return read()
    return recalled((key, get_language()), read)


def _snapshot() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_snapshot()::text")
        return str(cursor.fetchone()[0])
