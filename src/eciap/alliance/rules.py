"""Who may do what in the alliance: small sentences, joined and registered as permissions.

A role without a scope holds everywhere; one for an organisation, a theme or a concrete action holds there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rules.permissions import add_perm
from rules.predicates import predicate

from eciap.alliance.enums import Role
from eciap.alliance.models import ConcreteAction, Organisation, RoleGrant
from eciap.foundation.records.search import audience_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from eciap.foundation.accounts.models import Person
    from eciap.vocabulary.models import Theme

    type Reader = Person | AnonymousUser | None

# What is written in these roles speaks for the whole alliance.
OPENING_MUCH = (Role.SECRETARIAT, Role.EDITOR)


def holds(
    person: Reader,
    role: Role,
    *,
    organisation: Organisation | None = None,
    theme: Theme | None = None,
    action: ConcreteAction | None = None,
) -> bool:
    """Whether a person has a role now, everywhere or for this organisation, theme or concrete action."""
    if person is None or not person.is_active:
        return False
    if person.is_superuser:
        return True
    grants = RoleGrant.objects.filter(person=person.pk, role=role, ended_at=None)
    return any(
        grant.organisation_id in {None, organisation and organisation.pk}
        and grant.theme_id in {None, theme and theme.pk}
        and grant.action_id in {None, action and action.pk}
        for grant in grants
    )


def role_tokens(person: Reader) -> frozenset[str]:
    """Return the audiences that a reader belongs to by the roles held now, such as `role:expert`."""
    if person is None or not person.is_active:
        return frozenset()
    roles_held = RoleGrant.objects.filter(person=person.pk, ended_at=None).values_list("role", flat=True)
    return frozenset(f"role:{role}" for role in roles_held)


def needs_second_factor(person: Person) -> bool:
    """Is of the secretariat or an editor, in whatever scope, or administers the platform: a password is not enough."""
    if person.is_superuser or person.is_staff:
        return True
    return RoleGrant.objects.filter(person=person.pk, role__in=OPENING_MUCH, ended_at=None).exists()


def is_secretariat(person: Reader) -> bool:
    """Is the secretariat, which runs the alliance from day to day."""
    return holds(person, Role.SECRETARIAT)


def is_editor(person: Reader) -> bool:
    """Is an editor, who looks after what the platform says."""
    return holds(person, Role.EDITOR)


def is_member_of(person: Reader, organisation: Organisation | None) -> bool:
    """Is a member for this organisation, founding or committed."""
    return organisation is not None and (
        holds(person, Role.FOUNDING_MEMBER, organisation=organisation)
        or holds(person, Role.COMMITTED_MEMBER, organisation=organisation)
    )


def is_coordinator_of(person: Reader, action: ConcreteAction | None) -> bool:
    """Is the coordinator of this concrete action."""
    return action is not None and holds(person, Role.ACTION_COORDINATOR, action=action)


def may_see(person: Reader, thing: Any) -> bool:
    """Is among those whom the thing's record is for, and the thing was not deleted."""
    if thing is None or thing.record.deleted_at:
        return False
    return not set(audience_of(person)).isdisjoint(thing.record.audience)


edits = predicate(is_secretariat) | predicate(is_editor)

add_perm("alliance.see", predicate(may_see))
add_perm("alliance.edit_alliance", edits)
add_perm("alliance.edit_organisation", edits | predicate(is_member_of))
add_perm("alliance.edit_action", edits | predicate(is_coordinator_of))
add_perm("alliance.edit_seat", edits)
add_perm("alliance.edit_chronicle", edits)
add_perm("alliance.grant_role", predicate(is_secretariat))
add_perm("audit.view_entry", predicate(is_secretariat))

# The foundation does not know what a secretariat is; what it leaves to one is said here.
add_perm("jobs.look_after_jobs", predicate(is_secretariat))
add_perm("jobs.look_after_letters", predicate(is_secretariat))

# The editors' screens ask by Django's names: one permission for each verb and table.
EDITED = (
    "alliance.alliance",
    "alliance.organisation",
    "alliance.membership",
    "alliance.concreteaction",
    "alliance.seat",
    "alliance.chronicleentry",
    "vocabulary.theme",
    "records.source",
    "records.fact",
)
for verb in ("add", "change", "delete", "view"):
    for table in EDITED:
        add_perm(table.replace(".", f".{verb}_"), edits)
    add_perm(f"alliance.{verb}_rolegrant", predicate(is_secretariat))
