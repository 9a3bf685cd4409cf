"""Finding what an entry names by its key, with an error that leads to the field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from eciap.alliance.models import ConcreteAction, Organisation
from eciap.foundation.exchange.content import UnknownKey
from eciap.vocabulary.queries import territories, themes_by_slug

if TYPE_CHECKING:
    from eciap.vocabulary.models import Territory, Theme

# Content files name territories by the codes of this edition.
EDITION = 2021


def theme_called(key: str | None, *place: str | int) -> Theme | None:
    """Return a theme or desk, or None where no key was given.

    Raises:
        UnknownKey: when a key was given and nothing is called so.

    """
    if not key:
        return None
    found = themes_by_slug([key]).get(key)
    if found is None:
        raise UnknownKey(key, *place)
    return found


def territory_called(code: str | None, *place: str | int) -> Territory | None:
    """Return a territory by its code, or None where no code was given.

    Raises:
        UnknownKey: when a code was given and it is none of the edition.

    """
    if not code:
        return None
    found = territories(edition=EDITION).filter(code=code).first()
    if found is None:
        raise UnknownKey(code, *place)
    return found


def organisation_called(key: str | None, *place: str | int) -> Organisation | None:
    """Return an organisation, or None where no key was given.

    Raises:
        UnknownKey: when a key was given and nothing is called so.

    """
    return organisations_called([key], *place)[0] if key else None


def organisations_called(keys: Sequence[str], *place: str | int) -> list[Organisation]:
    """Return organisations in the order of their keys.

    Raises:
        UnknownKey: naming the first key that nothing is called by.

    """
    found = Organisation.objects.select_related("record").in_bulk(list(keys), field_name="slug")
    for n, key in enumerate(keys):
        if key not in found:
            raise UnknownKey(key, *place, n) if len(keys) > 1 else UnknownKey(key, *place)
    return [found[key] for key in keys]


def action_called(key: str | None, *place: str | int) -> ConcreteAction | None:
    """Return a concrete action, or None where no key was given.

    Raises:
        UnknownKey: when a key was given and nothing is called so.

    """
    if not key:
        return None
    found = ConcreteAction.objects.select_related("record").filter(slug=key).first()
    if found is None:
        raise UnknownKey(key, *place)
    return found
