"""Where machines read organisations and concrete actions: what everybody may read, whoever asks."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest
from ninja import Path, Query, Router

from eciap.alliance import queries, schemas
from eciap.alliance.queries import ActionFilter, OrganisationFilter
from eciap.foundation.exchange.exports import Wanted, register_links
from eciap.foundation.records.schemas import Slug

router = Router(tags=["Alliance"])
register_links("themes", actions="actions?theme={slug}", organisations="organisations?theme={slug}")
register_links("actions")
register_links("organisations")


@router.get(
    "/organisations", response=schemas.OrganisationList, operation_id="listOrganisations", summary="Organisations"
)
def organisations(request: HttpRequest, wanted: Query[schemas.OrganisationsWanted]) -> schemas.OrganisationList:
    """The members of the alliance, or those of one kind, theme or country, by name."""
    filters = OrganisationFilter(wanted.country or "", wanted.theme or "", wanted.kind or "", wanted.q or "")
    every = queries.organisations().select_related("record").prefetch_related("texts")
    found = queries.matching_organisations(every, filters)
    items = [schemas.organisation(row) for row in wanted.part(found)]
    return schemas.OrganisationList.of(items, len(found), wanted, request.get_full_path())


@router.get(
    "/organisations/{slug:slug}",
    response=schemas.WholeOrganisation,
    operation_id="getOrganisation",
    summary="One organisation",
)
def organisation(request: HttpRequest, slug: Path[Slug], wanted: Query[Wanted]) -> schemas.WholeOrganisation:
    """An organisation with how it belongs, who sits for it, what it leads and joins, and where this is known from."""
    try:
        return schemas.whole_organisation(queries.whole_organisation(slug))
    except ObjectDoesNotExist as missing:
        raise Http404("There is no organisation of this address.") from missing


@router.get("/actions", response=schemas.ActionList, operation_id="listActions", summary="Concrete actions")
def actions(request: HttpRequest, wanted: Query[schemas.ActionsWanted]) -> schemas.ActionList:
    """The concrete actions with their figures, in the alliance's order."""
    filters = ActionFilter(theme=wanted.theme or "", country=wanted.country or "")
    found = queries.matching_actions(queries.actions(), filters)
    items = [schemas.action(row) for row in wanted.part(found)]
    return schemas.ActionList.of(items, len(found), wanted, request.get_full_path())


@router.get(
    "/actions/{slug:slug}", response=schemas.WholeAction, operation_id="getAction", summary="One concrete action"
)
def action(request: HttpRequest, slug: Path[Slug], wanted: Query[Wanted]) -> schemas.WholeAction:
    """A concrete action: its aim, what was tried, what came of it, who took part, and where this is known from."""
    try:
        return schemas.whole_action(queries.whole_action(slug))
    except ObjectDoesNotExist as missing:
        raise Http404("There is no concrete action of this address.") from missing
