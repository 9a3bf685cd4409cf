"""The registry of content sections: each context says which file it reads, into which shape, and how it writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import models

from eciap.foundation.exchange.snapshot import state_of

if TYPE_CHECKING:
    from eciap.foundation.accounts.models import Person
    from eciap.foundation.exchange.schemas import Keyed

_sections: dict[str, Section] = {}


class UnknownKey(LookupError):
    """Raised by `put` when an entry names something that does not exist; `place` leads to the field."""

    def __init__(self, key: str, *place: str | int) -> None:
        """Keep the key and the way to its field within the entry, such as `("partners", 2)`."""
        super().__init__(key)
        self.key = key
        self.place = place


@dataclass(frozen=True)
class Section:
    """One list of entries in a file of the content folder.

    `put(entry, thing, by=…)` writes an entry through the operations of its context and returns the thing; `thing` is
    what `find(key)` returned, or None. `at` names the list within the file where the file holds more than one; a file
    that holds a single entry is `single`. `after` names the sections that must have been written before.
    """

    name: str
    file: str
    schema: type[Keyed]
    find: Callable[[str], models.Model | None]
    put: Callable[..., models.Model]
    at: str = ""
    single: bool = False
    after: tuple[str, ...] = ()
    state: Callable[[Any], Mapping[str, Any]] = field(default=state_of)

    def write(self, entry: Keyed, thing: models.Model | None, *, by: Person | None) -> models.Model:
        """Create or update the thing of an entry."""
        return self.put(entry, thing, by=by)


def register(section: Section) -> None:
    """Add a section; called once by its context when the platform starts."""
    _sections[section.name] = section


def sections() -> list[Section]:
    """Return all sections, each behind those that it comes after.

    Raises:
        ValueError: when sections wait for each other.

    """
    ordered: dict[str, Section] = {}
    waiting = dict(sorted(_sections.items()))
    while waiting:
        ready = [s for s in waiting.values() if all(name in ordered or name not in _sections for name in s.after)]
        if not ready:
            message = f"these sections wait for each other: {', '.join(waiting)}"
            raise ValueError(message)
        for section in ready:
            ordered[section.name] = waiting.pop(section.name)
    return list(ordered.values())
