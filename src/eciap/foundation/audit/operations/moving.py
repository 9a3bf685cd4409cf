"""Moving a thing from one state to another: the one way to change a state."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from django.db.models import Model
from django.db.transaction import atomic
from django.utils.translation import gettext

from eciap.foundation.audit.models import Acting
from eciap.foundation.audit.operations.writing import log
from eciap.foundation.audit.rules import may_move
from eciap.foundation.audit.states import Table


class Mover(Acting, Protocol):
    """Somebody who acts and has permissions."""

    def has_perm(self, perm: str, obj: Any = None) -> bool: ...


class TransitionRefused(ValueError):
    """Raised when a thing stays as it is; says why, for people."""


class NotFromHere(TransitionRefused):
    """Raised when the table has no such way from the state that the thing is in."""


class NotTheirs(TransitionRefused):
    """Raised when somebody may not move this thing so."""


class NotYet(TransitionRefused):
    """Raised when what must be the case is not; says what."""


@atomic
def transition[T: Model](
    *, thing: T, table: Table, name: str, by: Mover | None, at: datetime, data: Mapping[str, object] | None = None
) -> T:
    """Move a thing that has a record along a line of its table, log it, and set off what follows.

    Locks the row and looks at it anew, so that of two who move the same thing at once the second finds what the first
    has done. `by` is None when the platform itself moves it. Signals are sent with `thing`, `by` and `at`.

    Raises:
        UnknownTransition: when the table has no such line.
        NotTheirs: when `by` may not.
        NotFromHere: when the thing is not in a state from which this line leads.
        NotYet: when the guard does not hold.

    """
    line = table.transition(name)
    locked = type(thing)._base_manager.select_for_update(of=("self",), no_key=True).get(pk=thing.pk)
    before = getattr(locked, table.field)
    if not may_move(by, line, locked):
        raise NotTheirs(gettext("You may not do this here."))
    if before not in line.frm:
        raise NotFromHere(
            gettext("It is %(state)s: this can no longer be done.") % {"state": table.state(before).label}
        )
    if line.guard and not line.guard.holds(locked):
        raise NotYet(str(line.guard.label))

    for moved in (locked, thing):
        setattr(moved, table.field, line.to)
    locked.save(update_fields=[table.field])
    log(f"{table.name}.{line.name}", by=by, on=locked, data={"from": before, "to": line.to, **(data or {})})  # type: ignore[arg-type]
    for effect in line.effects:
        effect.signal.send(sender=type(locked), thing=locked, by=by, at=at)
    return locked
