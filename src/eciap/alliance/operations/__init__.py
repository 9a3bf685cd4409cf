"""All writing of the alliance: one verb a function, by subject."""

from eciap.alliance.operations.actions import put_action
from eciap.alliance.operations.alliance import put_alliance
from eciap.alliance.operations.chronicle import put_chronicle_entry
from eciap.alliance.operations.organisations import (
    MembershipFacts,
    end_membership,
    put_membership,
    put_memberships,
    put_organisation,
)
from eciap.alliance.operations.roles import RoleHasEnded, RoleNeedsScope, end_role, grant_role
from eciap.alliance.operations.seats import put_seat

__all__ = [
    "MembershipFacts",
    "RoleHasEnded",
    "RoleNeedsScope",
    "end_membership",
    "end_role",
    "grant_role",
    "put_action",
    "put_alliance",
    "put_chronicle_entry",
    "put_membership",
    "put_memberships",
    "put_organisation",
    "put_seat",
]
