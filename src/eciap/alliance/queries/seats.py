"""Reading who speaks for what."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from eciap.alliance.enums import SeatKind
from eciap.alliance.models import Seat


def seats() -> QuerySet[Seat]:
    """Return all seats with their words, organisation, sources: three queries."""
    return Seat.objects.select_related("organisation", "theme", "action").prefetch_related("texts", "sources")


def contacts_by_theme(theme_ids: Iterable[int]) -> dict[int, list[Seat]]:
    """Return the contacts for each of these themes and desks, in their order: three queries."""
    contacts = list(seats().filter(kind=SeatKind.CONTACT, theme__in=list(theme_ids)))
    themes = {seat.theme_id for seat in contacts if seat.theme_id}
    return {theme: [seat for seat in contacts if seat.theme_id == theme] for theme in themes}
