"""The people of the demonstration: one for each role that a visitor may step into. They have no password."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from eciap.alliance import queries as alliance
from eciap.alliance.enums import MembershipKind, Role
from eciap.alliance.operations import grant_role
from eciap.foundation.accounts.operations import create_person
from eciap.foundation.accounts.queries import person_with_address
from eciap.foundation.audit.operations import log

if TYPE_CHECKING:
    from eciap.foundation.accounts.models import Person


@dataclass(frozen=True)
class Part:
    """A role that a visitor of the demonstration may play."""

    key: str
    role: Role
    title: str | Promise
    may: str | Promise

    @property
    def email(self) -> str:
        """The address of the person who plays it; the domain is reserved and reaches nobody."""
        return f"{self.key}@demo.example"


PARTS = (
    Part(
        "secretariat",
        Role.SECRETARIAT,
        _("The secretariat"),
        _("Runs the platform: writes and publishes every page, and approves what editors propose."),
    ),
    Part("editor", Role.EDITOR, _("An editor"), _("Writes pages, and publishes news and publications.")),
    Part("member", Role.FOUNDING_MEMBER, _("A founding member"), _("Speaks for an organisation of the Alliance.")),
    Part(
        "coordinator",
        Role.ACTION_COORDINATOR,
        _("The coordinator of a concrete action"),
        _("Answers for what one of the concrete actions tried and found."),
    ),
    Part("entrepreneur", Role.ENTREPRENEUR, _("An entrepreneur"), _("Runs a creative business and looks for help.")),
)


class NoSuchPart(LookupError):
    """Raised when somebody wants to step into a role that the demonstration does not have."""


class NothingToPlayFor(LookupError):
    """Raised when a part needs an organisation or an action and the content has none."""


@transaction.atomic
def step_into(*, key: str, at: datetime) -> Person:
    """Return the person who plays a part, with its role; whoever was there before is found again.

    Two clicks at once wait for each other, so that they find one person.

    Raises:
        NoSuchPart: when the demonstration does not have this part.
        NothingToPlayFor: when the part needs an organisation or an action and the content has none.

    """
    part = next((part for part in PARTS if part.key == key), None)
    if part is None:
        raise NoSuchPart(key)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [part.email])
    person = person_with_address(part.email) or create_person(
        email=part.email, name=str(part.title), is_staff=part.role is Role.SECRETARIAT, by=None
    )
    grant_role(person=person, role=part.role, at=at, by=None, **_scope(part.role))
    log("portal.demo.entered", by=person, data={"part": part.key})
    return person


def _scope(role: Role) -> dict[str, Any]:
    if role is Role.FOUNDING_MEMBER:
        founding = alliance.organisations().filter(memberships__kind=MembershipKind.FOUNDING)
        return {"organisation": _first(founding)}
    if role is Role.ACTION_COORDINATOR:
        return {"action": _first(alliance.actions())}
    return {}


def _first(things: Any) -> Any:
    first = things.first()
    if first is None:
        raise NothingToPlayFor
    return first
