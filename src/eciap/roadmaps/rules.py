"""Who may edit recommendations: what the alliance says of roles, asked through its door."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rules.permissions import add_perm
from rules.predicates import predicate

from eciap.alliance.enums import Role
from eciap.alliance.queries import holds

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from eciap.foundation.accounts.models import Person


def edits_recommendations(person: Person | AnonymousUser | None) -> bool:
    """Is an editor or the secretariat."""
    return holds(person, Role.SECRETARIAT) or holds(person, Role.EDITOR)


add_perm("roadmaps.edit_recommendation", predicate(edits_recommendations))

# The editors' screens ask by Django's names: one permission for each verb and table.
for verb in ("add", "change", "delete", "view"):
    for table in ("recommendation", "recommendationgroup"):
        add_perm(f"roadmaps.{verb}_{table}", predicate(edits_recommendations))
