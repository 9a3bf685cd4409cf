"""Reading who speaks for what."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from eciap.alliance.enums import SeatKind
from eciap.alliance.models import Seat
from eciap.foundation.languages.queries import bringing


def contacts_of_themes(theme_ids: Iterable[int]) -> QuerySet[Seat]:
    """Return the contacts for these themes and desks with their words and organisation, in their order: one query."""
    contacts = Seat.objects.filter(kind=SeatKind.CONTACT, theme__in=list(theme_ids))
    return bringing(contacts.select_related("organisation"), "texts")
