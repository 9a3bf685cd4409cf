"""All reading of the alliance that has a name, by subject."""

from eciap.alliance.queries.actions import (
    ActionFilter,
    actions,
    actions_in_short,
    actions_of_themes,
    countries_of,
    matching_actions,
    neighbours_of,
    whole_action,
)
from eciap.alliance.queries.alliance import alliance_figures, end_of_the_alliance, the_alliance
from eciap.alliance.queries.chronicle import as_moment, chronicle, chronicle_at, chronicle_of, milestones, story_of
from eciap.alliance.queries.findable import (
    action_documents,
    alliance_documents,
    chronicle_documents,
    organisation_documents,
)
from eciap.alliance.queries.organisations import (
    PARTNER,
    OrganisationFilter,
    Placed,
    matching_organisations,
    members_on_the_map,
    organisations,
    whole_organisation,
)
from eciap.alliance.queries.roles import fate_of_roles, holds, role_tokens, roles_held_of, roles_of
from eciap.alliance.queries.seats import contacts_of_themes
from eciap.alliance.queries.visibility import records_with_pages, visible_to

__all__ = [
    "PARTNER",
    "ActionFilter",
    "OrganisationFilter",
    "Placed",
    "action_documents",
    "actions",
    "actions_in_short",
    "actions_of_themes",
    "alliance_documents",
    "alliance_figures",
    "as_moment",
    "chronicle",
    "chronicle_at",
    "chronicle_documents",
    "chronicle_of",
    "contacts_of_themes",
    "countries_of",
    "end_of_the_alliance",
    "fate_of_roles",
    "holds",
    "matching_actions",
    "matching_organisations",
    "members_on_the_map",
    "milestones",
    "neighbours_of",
    "organisation_documents",
    "organisations",
    "records_with_pages",
    "role_tokens",
    "roles_held_of",
    "roles_of",
    "story_of",
    "the_alliance",
    "visible_to",
    "whole_action",
    "whole_organisation",
]
