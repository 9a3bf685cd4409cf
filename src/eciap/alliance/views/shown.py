"""The alliance's things in the shapes that the components of the interface take."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from eciap.foundation.languages.display import (
    country_name,
    format_period,
    format_point,
    localised,
    plain_letters,
)
from eciap.foundation.ui import shapes

if TYPE_CHECKING:
    from eciap.alliance.models import ConcreteAction, Membership, Organisation, Seat
    from eciap.foundation.languages.periods import Period, Point


def span_of(period: Period | None) -> str:
    """Write a period in words; an unknown one is empty."""
    return format_period(period) if period else ""


def place_of(organisation: Organisation) -> str:
    """Name the town and the country, as far as they are recorded."""
    country = country_name(organisation.country) if organisation.country else ""
    return ", ".join(name for name in (organisation.city, country) if name)


def country_choices(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Return countries by code with their names, in the order of the reader's names."""
    return sorted(((code, country_name(code)) for code in codes if code), key=lambda choice: plain_letters(choice[1]))


def in_words(codes: Iterable[str]) -> str:
    """Name countries in a row, in the order of the reader's names."""
    return ", ".join(name for _code, name in country_choices(codes))


def organisation_row(organisation: Organisation, hue: str) -> dict[str, Any]:
    """Show an organisation in a list: its name, place and, where they are at hand, how it belongs."""
    ways = [str(m.get_kind_display()) for m in _memberships_at_hand(organisation)]
    themes = [str(m.theme.text.short) for m in _memberships_at_hand(organisation) if m.theme]
    return {
        "title": organisation.name,
        "url": localised(organisation.get_absolute_url()),
        "meta": [place_of(organisation), *dict.fromkeys(ways), *dict.fromkeys(themes)],
        "identifier": organisation.get_absolute_url(),
        "hue": hue,
    }


def action_row(action: ConcreteAction, part: str) -> dict[str, Any]:
    """Show an action in a list, with the part that an organisation had in it."""
    return {
        "title": action.acronym,
        "url": localised(action.get_absolute_url()),
        "text": action.text.summary,
        "meta": [part],
        "identifier": action.get_absolute_url(),
        "hue": action.theme.hue,
    }


def _memberships_at_hand(organisation: Organisation) -> list[Membership]:
    """Return the memberships that were prefetched; a list that shows none asks for none."""
    return list(getattr(organisation, "_prefetched_objects_cache", {}).get("memberships", ()))


def span_within(period: Period | None, ended: Point | None) -> str:
    """Write a period in words; where its end is not recorded and the alliance ended, say so rather than *since*."""
    if not period or not period.is_open or not ended:
        return span_of(period)
    words = pgettext("a day", "from %(date)s") if period.begins.day else _("from %(date)s")
    over = _("the Alliance ended in %(date)s") % {"date": format_point(ended)}
    return f"{words % {'date': format_point(period.begins)}} ({over})"


def membership_shape(membership: Membership, ended: Point | None) -> dict[str, Any]:
    """Show how an organisation belongs: kind, theme, since when, how certain, and what else is known of it.

    `ended` is when the alliance itself did, if it is over.
    """
    notes = membership.texts.all()
    return {
        "kind": membership.get_kind_display(),
        "theme": membership.theme,
        "theme_url": localised(membership.theme.get_absolute_url()) if membership.theme else "",
        "span": span_within(membership.period, ended),
        "text": membership.text if notes else None,
        "certainty": membership.certainty,
        "sources": list(membership.sources.all()),
    }


def seat_shape(seat: Seat) -> shapes.Seat:
    """Show a seat by whose place it is: the organisation, who held it as what, and when."""
    organisation, period = seat.organisation, seat.period
    return shapes.Seat(
        organisation=organisation.name if organisation else seat.text.title,
        person=seat.holder,
        role=seat.text.title if organisation else "",
        since=str(period.begins) if period else "",
        until=str(period.ends) if period and period.ends else "",
        url=localised(organisation.get_absolute_url()) if organisation else "",
        identifier=organisation.get_absolute_url() if organisation else f"/seats/{seat.slug}/",
    )


def seat_under_title(seat: Seat) -> shapes.Seat:
    """Show a seat by what it is for, on the page of its organisation."""
    period = seat.period
    return shapes.Seat(
        organisation=seat.text.title,
        person=seat.holder,
        since=str(period.begins) if period else "",
        until=str(period.ends) if period and period.ends else "",
        identifier=f"/seats/{seat.slug}/",
        hue=seat.theme.hue if seat.theme else "ink",
    )
