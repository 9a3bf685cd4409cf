"""Granting and ending what people may do here."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext

from eciap.alliance.enums import Role
from eciap.alliance.models import ConcreteAction, Organisation, RoleGrant
from eciap.alliance.signals import role_ended, role_granted
from eciap.foundation.audit.operations import log

if TYPE_CHECKING:
    from eciap.foundation.accounts.models import Person
    from eciap.vocabulary.models import Theme


class RoleNeedsScope(ValueError):
    """Raised when a member's role names no organisation, or a coordinator's no concrete action."""


class RoleHasEnded(ValueError):
    """Raised when a role that has ended is ended again."""


@transaction.atomic
def grant_role(
    *,
    person: Person,
    role: Role,
    at: datetime,
    by: Person | None,
    organisation: Organisation | None = None,
    theme: Theme | None = None,
    action: ConcreteAction | None = None,
) -> RoleGrant:
    """Give a person a role, for everything or for an organisation, a theme or a concrete action.

    Somebody who holds it already keeps it as it is.

    Raises:
        RoleNeedsScope: when a member's role names no organisation, or a coordinator's no concrete action.

    """
    role = Role(role)
    if role.is_membership and organisation is None:
        raise RoleNeedsScope(gettext("A member’s role names the organisation that it is held for."))
    if role is Role.ACTION_COORDINATOR and action is None:
        raise RoleNeedsScope(gettext("A coordinator’s role names the concrete action that it is held for."))

    grant, is_new = RoleGrant.objects.get_or_create(
        person=person,
        role=role,
        organisation=organisation,
        theme=theme,
        action=action,
        ended_at=None,
        defaults={"granted_at": at},
    )
    if is_new:
        log("alliance.role.granted", by=by, on=action or organisation, data=_minutes(grant))
        role_granted.send(sender=RoleGrant, grant=grant, by=by)
    return grant


@transaction.atomic
def end_role(*, grant: RoleGrant, at: datetime, by: Person | None) -> RoleGrant:
    """End a role; what was done in it stays.

    Raises:
        RoleHasEnded: when it has ended before.

    """
    ended = RoleGrant.objects.filter(pk=grant.pk, ended_at=None).update(ended_at=at)
    if not ended:
        raise RoleHasEnded(gettext("This role has ended before."))
    grant.ended_at = at
    log("alliance.role.ended", by=by, on=grant.action or grant.organisation, data=_minutes(grant))
    role_ended.send(sender=RoleGrant, grant=grant, by=by)
    return grant


def _minutes(grant: RoleGrant) -> dict[str, object]:
    scope = {"organisation": grant.organisation, "theme": grant.theme, "action": grant.action}
    named = {name: thing.slug for name, thing in scope.items() if thing}
    return {"role": grant.role, "person": grant.person.pseudonym, **named}
