"""The kinds of records and what a reader calls them; each context names its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import Promise

_kinds: dict[str, Kind] = {}


@dataclass(frozen=True)
class Kind:
    """A kind of record: its key and its names for one and for many."""

    key: str
    one: str | Promise
    many: str | Promise


def register(key: str, *, one: str | Promise, many: str | Promise) -> None:
    """Name a kind; called once by the context that owns it, when the platform starts."""
    _kinds[key] = Kind(key, one, many)


def kind(key: str) -> Kind:
    """Return a kind by its key; an unknown one is called by its key."""
    return _kinds.get(key) or Kind(key, key, key)
