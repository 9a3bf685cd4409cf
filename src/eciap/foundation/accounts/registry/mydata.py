"""What each context holds of a person: to be taken along, and to be erased.

    mydata.register("portal", mydata.Part(_("Pages"), export=…, fate=…, erase=…))   # in the apps.py of the context

`export` hands out plain values and files; `fate` says what erasing takes away, what stays and why; `erase` does it,
inside the transaction of the whole, and leaves out keys that the database cascades or empties by itself. What lies in
files is removed at once: erasing may be tried again, and then finds less.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING

from django.utils.functional import Promise

if TYPE_CHECKING:
    from eciap.foundation.accounts.models import Person


@dataclass(frozen=True)
class Holding:
    """What is held: values as JSON knows them, and by their names in the archive the ways to open files."""

    values: Mapping[str, object]
    files: Mapping[str, Callable[[], IO[bytes]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Staying:
    """Something that stays without the person, and why it may."""

    what: str
    why: str


@dataclass(frozen=True)
class Fate:
    """What becomes of what is held."""

    goes: tuple[str, ...] = ()
    stays: tuple[Staying, ...] = ()


@dataclass(frozen=True)
class Part:
    """What one context holds; those of lower order are erased first."""

    title: str | Promise
    export: Callable[[Person], Holding]
    fate: Callable[[Person], Fate]
    erase: Callable[[Person], None]
    order: int = 100


PARTS: dict[str, Part] = {}


def register(name: str, part: Part) -> None:
    """Let a context join; the same name again replaces it."""
    PARTS[name] = part


def parts() -> dict[str, Part]:
    """All parts by name, in the order in which they are shown and erased."""
    return dict(sorted(PARTS.items(), key=lambda named: (named[1].order, named[0])))
