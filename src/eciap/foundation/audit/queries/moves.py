"""Reading states: what can be done with a thing now, and how it came to be what it is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from eciap.foundation.audit.models import Entry, Recorded
from eciap.foundation.audit.rules import may_move
from eciap.foundation.audit.states import Table, Transition, Words


@dataclass(frozen=True)
class Step:
    """What somebody may do with a thing now; `not_yet` says what must be the case before."""

    transition: Transition
    not_yet: Words = ""


@dataclass(frozen=True)
class Move:
    """What was done with a thing, when and by whom; None: the platform itself."""

    at: datetime
    transition: Transition
    before: str
    after: str
    pseudonym: UUID | None


def steps_open_to(person: Any, *, thing: Any, table: Table) -> list[Step]:
    """What this person may do with this thing now, in the order of the table."""
    here = getattr(thing, table.field)
    lines = (line for line in table.transitions if here in line.frm and may_move(person, line, thing))
    return [Step(line, _why_not(line, thing)) for line in lines]


def moves_of(thing: Recorded, table: Table) -> list[Move]:
    """How this thing came to be what it is, the first step first: one query."""
    verbs = table.verbs
    entries = Entry.objects.filter(record_id=thing.record_id, verb__in=verbs).order_by("id")
    return [
        Move(entry.at, verbs[entry.verb], entry.data["from"], entry.data["to"], entry.pseudonym) for entry in entries
    ]


def _why_not(line: Transition, thing: Any) -> Words:
    return line.guard.label if line.guard and not line.guard.holds(thing) else ""
