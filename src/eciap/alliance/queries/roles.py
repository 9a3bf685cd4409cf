"""Reading what people may do here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from eciap.alliance import rules
from eciap.alliance.enums import Role
from eciap.alliance.models import ConcreteAction, Organisation, RoleGrant

if TYPE_CHECKING:
    from eciap.alliance.rules import Reader
    from eciap.foundation.accounts.models import Person
    from eciap.vocabulary.models import Theme


def roles_of(person: Person) -> QuerySet[RoleGrant]:
    """Return the roles that a person holds now, with what they are for."""
    grants = RoleGrant.objects.filter(person=person, ended_at=None)
    return grants.select_related("organisation", "theme", "action").order_by("granted_at", "pk")


def holds(
    person: Reader,
    role: Role,
    *,
    organisation: Organisation | None = None,
    theme: Theme | None = None,
    action: ConcreteAction | None = None,
) -> bool:
    """Whether a person has a role now, everywhere or for this organisation, theme or concrete action."""
    return rules.holds(person, role, organisation=organisation, theme=theme, action=action)


def role_tokens(person: Reader) -> frozenset[str]:
    """Return the audiences that a reader belongs to by the roles held now, as records and search entries name them."""
    return rules.role_tokens(person)
