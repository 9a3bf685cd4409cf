"""Reading what people may do here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from eciap.alliance import rules
from eciap.alliance.enums import Role
from eciap.alliance.models import ConcreteAction, Organisation, RoleGrant
from eciap.foundation.accounts.registry.mydata import Fate, Holding, Staying

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


def roles_held_of(person: Person) -> Holding:
    """Every role that a person holds or held, for what and from when to when."""
    grants = RoleGrant.objects.filter(person=person).select_related("organisation", "theme", "action").order_by("pk")
    return Holding({"roles": [_told(grant) for grant in grants]})


def _told(grant: RoleGrant) -> dict[str, object]:
    scope = {"organisation": grant.organisation, "theme": grant.theme, "action": grant.action}
    named = {name: thing.slug for name, thing in scope.items() if thing}
    return {"role": grant.role, **named, "granted_at": grant.granted_at, "ended_at": grant.ended_at}


def fate_of_roles(person: Person) -> Fate:
    """They go with the account; a public seat is not one of them."""
    return Fate(
        goes=(_("your roles, and when you held them"),),
        stays=(
            Staying(
                _("your name in public seats and texts, where it stands there"),
                _(
                    "It comes from published sources and not from your account. "
                    "Write to the secretariat if it should not be shown."
                ),
            ),
        ),
    )
