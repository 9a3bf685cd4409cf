"""The content section of seats: public roles and who held them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eciap.alliance.enums import SeatKind
from eciap.alliance.imports.lookups import action_called, organisation_called, theme_called
from eciap.alliance.models import Seat
from eciap.alliance.operations import put_seat
from eciap.foundation.exchange.content import Section, register
from eciap.foundation.exchange.schemas import Entry, Key, Line, When, Words, columns

if TYPE_CHECKING:
    from eciap.foundation.accounts.models import Person


class SeatWords(Words):
    """What a seat is called, in one language."""

    title: Line
    note: Line | None = None


class SeatEntry(Entry):
    """A seat as a content file gives it; a holder of null is not recorded."""

    kind: SeatKind
    holder: Line | None = None
    organisation: Key | None = None
    theme: Key | None = None
    action: Key | None = None
    period: When = None
    texts: dict[str, SeatWords]


def _put(entry: SeatEntry, _seat: Seat | None, *, by: Person | None) -> Seat:
    return put_seat(
        slug=entry.key,
        kind=entry.kind,
        holder=entry.holder or "",
        organisation=organisation_called(entry.organisation, "organisation"),
        theme=theme_called(entry.theme, "theme"),
        action=action_called(entry.action, "action"),
        period=entry.period,
        position=entry.position,
        texts=columns(entry.texts),
        sources=entry.sources,
        certainty=entry.certainty,
        by=by,
    )


def register_section() -> None:
    """Add the section."""
    register(
        Section(
            name="seats",
            file="seats.yaml",
            schema=SeatEntry,
            find=lambda key: Seat.objects.filter(slug=key).first(),
            put=_put,
            after=("sources", "themes", "organisations", "actions"),
        )
    )
