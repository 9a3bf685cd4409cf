"""Who sits at the editors' desk: people whose role writes pages belong to the group that may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import Group as AuthGroup
from django.db import transaction

from eciap.alliance.enums import Role
from eciap.foundation.audit.operations import log
from eciap.portal.enums import Group
from eciap.portal.operations.tree import prepare_groups

if TYPE_CHECKING:
    from eciap.foundation.accounts.models import Person

DESKS = {Role.EDITOR: Group.EDITORS, Role.SECRETARIAT: Group.SECRETARIAT}


@transaction.atomic
def seat_at_desk(*, person: Person, role: Role, by: Person | None) -> None:
    """Let a person in a role that writes pages into the group that may; other roles have no desk."""
    group = _group(role, by)
    if group is None or person.groups.contains(group):
        return
    person.groups.add(group)
    log("portal.desk.taken", by=by, data={"person": person.pseudonym, "group": group.name})


@transaction.atomic
def leave_desk(*, person: Person, role: Role, by: Person | None) -> None:
    """Take a person whose role has ended out of its group, unless they hold that role in another scope."""
    group = _group(role, by)
    if group is None or not person.groups.contains(group):
        return
    if type(person).objects.filter(pk=person.pk, alliance_grant__role=role, alliance_grant__ended_at=None).exists():
        return
    person.groups.remove(group)
    log("portal.desk.left", by=by, data={"person": person.pseudonym, "group": group.name})


def _group(role: Role, by: Person | None) -> AuthGroup | None:
    name = DESKS.get(Role(role))
    if name is None:
        return None
    return AuthGroup.objects.filter(name=name).first() or prepare_groups(by=by)[name]
