"""Who must have a second factor: a higher floor knows which roles open much, and says so here.

second_factor.register("alliance", rules.needs_second_factor)   # in the apps.py of the higher floor
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eciap.foundation.accounts.models import Person

type Need = Callable[[Person], bool]

NEEDS: dict[str, Need] = {}


def register(name: str, need: Need) -> None:
    """Let a floor say of whom a second factor is asked; the same name again replaces it."""
    NEEDS[name] = need


def is_needed_by(person: Person) -> bool:
    """Whether any floor asks this person for a second factor."""
    return any(need(person) for need in NEEDS.values())
