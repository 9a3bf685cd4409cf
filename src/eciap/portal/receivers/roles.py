"""A role that begins or ends: who writes pages gets a desk, or gives it up."""

from __future__ import annotations

from typing import Any

from eciap.alliance.signals import role_ended, role_granted
from eciap.portal.operations.desks import leave_desk, seat_at_desk


def connect() -> None:
    """Listen; called when the platform starts."""
    role_granted.connect(on_granted, dispatch_uid="portal.on_granted")
    role_ended.connect(on_ended, dispatch_uid="portal.on_ended")


def on_granted(sender: type, grant: Any, by: Any, **payload: Any) -> None:
    """Give a desk to a role that writes pages."""
    seat_at_desk(person=grant.person, role=grant.role, by=by)


def on_ended(sender: type, grant: Any, by: Any, **payload: Any) -> None:
    """Take the desk back."""
    leave_desk(person=grant.person, role=grant.role, by=by)
