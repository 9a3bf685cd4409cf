"""What follows when the alliance is written: things that name others are found by their new words."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.dispatch import receiver

from eciap.alliance.models import ConcreteAction, Organisation, Seat
from eciap.alliance.signals import organisation_written, seat_written
from eciap.foundation.records.operations import index_records


@receiver(organisation_written)
def index_actions_of_organisation(*, organisation: Organisation, **_signal: Any) -> None:
    """Find the actions that an organisation led or joined by its name as it is now."""
    involved = ConcreteAction.objects.filter(Q(lead=organisation) | Q(partners=organisation)).distinct()
    index_records(uuids=involved.order_by("pk").values_list("record", flat=True))


@receiver(seat_written)
def index_what_seat_belongs_to(*, seat: Seat, **_signal: Any) -> None:
    """Find the organisation and the action of a seat by who holds it."""
    index_records(uuids=[thing.record_id for thing in (seat.organisation, seat.action) if thing])
