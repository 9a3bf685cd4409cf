"""Names for what the log knows by an id only: higher floors say what a pseudonym or a record is called, and find them.

    registry.register("people", registry.Directory(names=queries.named, find=queries.pseudonyms_of))

The log itself knows nobody. `names` and `find` are each called once for a page.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from eciap.foundation.ui.shapes import Link

PEOPLE = "people"  # those who act; everything else can only be acted on


@dataclass(frozen=True)
class Directory:
    """What one context calls its things: the names of many ids, and the ids that fit some words."""

    names: Callable[[Collection[UUID]], Mapping[UUID, Link]]
    find: Callable[[str], Collection[UUID]]


_directories: dict[str, Directory] = {}


def register(name: str, directory: Directory) -> None:
    """Let a context name its things in the log; the same name again replaces it."""
    _directories[name] = directory


def names_of(ids: Collection[UUID]) -> dict[UUID, Link]:
    """What these ids are called; those that nobody knows any more are left out."""
    found: dict[UUID, Link] = {}
    for directory in _directories.values():
        found |= directory.names(ids)
    return found


def name_of(pseudonym: UUID | None, names: Mapping[UUID, Link]) -> str:
    """What somebody is called, with the names of a page at hand."""
    if pseudonym is None:
        return _("the platform itself")
    return names[pseudonym].title if pseudonym in names else _("somebody without an account")


def people_called(words: str) -> set[UUID]:
    """The pseudonyms of the people whom these words fit."""
    return set(_directories[PEOPLE].find(words)) if PEOPLE in _directories else set()


def things_called(words: str) -> set[UUID]:
    """The ids of everything that these words fit, people among them."""
    return {found for directory in _directories.values() for found in directory.find(words)}
