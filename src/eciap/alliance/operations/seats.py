"""Writing who speaks for what: the public roles that people hold or held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from eciap.alliance.enums import SeatKind
from eciap.alliance.models import ConcreteAction, Organisation, Seat
from eciap.alliance.signals import seat_written
from eciap.foundation.audit.operations import log
from eciap.foundation.languages.operations import Words, put_translatable
from eciap.foundation.records.enums import Certainty
from eciap.foundation.records.queries import named_sources

if TYPE_CHECKING:
    from eciap.foundation.accounts.models import Person
    from eciap.foundation.languages.periods import Period
    from eciap.vocabulary.models import Theme


@transaction.atomic
def put_seat(
    *,
    slug: str,
    kind: SeatKind,
    by: Person | None,
    holder: str = "",
    organisation: Organisation | None = None,
    theme: Theme | None = None,
    action: ConcreteAction | None = None,
    period: Period | None = None,
    position: int = 0,
    texts: Mapping[str, Words],
    sources: Sequence[str] = (),
    certainty: str = Certainty.CERTAIN,
    original: str = "en",
) -> Seat:
    """Record a seat with the public name of its holder, or correct the one of this key. The log names no holder.

    Raises:
        UnknownSource: naming the first source that is not recorded.

    """
    put = put_translatable(
        model=Seat,
        lookup={"slug": slug},
        columns={
            "kind": kind,
            "holder": holder,
            "organisation": organisation,
            "theme": theme,
            "action": action,
            "period": period,
            "position": position,
            "certainty": certainty,
        },
        related={"sources": named_sources(sources)},
        texts=texts,
        original=original,
    )
    if put.changed:
        log(f"alliance.seat.{put.verb}", by=by, on=action or organisation, data={"kind": kind, "changed": put.changed})
        seat_written.send(sender=Seat, seat=put.row)
    return put.row
