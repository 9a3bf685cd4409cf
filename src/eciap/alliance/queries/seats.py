"""Reading who speaks for what."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from eciap.alliance.enums import SeatKind
from eciap.alliance.models import Seat
from eciap.foundation.languages.queries import bringing


def seats() -> QuerySet[Seat]:
    """Return all seats with their words, organisation and sources: one query."""
    return bringing(Seat.objects.select_related("organisation", "theme", "action"), "texts", "sources")


def contacts_by_theme(theme_ids: Iterable[int]) -> dict[int, list[Seat]]:
    """Return the contacts for each of these themes and desks, in their order: one query."""
    contacts = list(seats().filter(kind=SeatKind.CONTACT, theme__in=list(theme_ids)))
    themes = {seat.theme_id for seat in contacts if seat.theme_id}
    return {theme: [seat for seat in contacts if seat.theme_id == theme] for theme in themes}
