"""Where machines read themes and territories."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest
from ninja import Path, Query, Router

from eciap.foundation.exchange.exports import Wanted, register_links
from eciap.foundation.records.schemas import Slug
from eciap.vocabulary import queries, schemas

router = Router(tags=["Vocabulary"])
register_links("themes")


@router.get("/themes", response=schemas.ThemeList, operation_id="listThemes", summary="Themes and desks")
def themes(request: HttpRequest, wanted: Query[schemas.ThemesWanted]) -> schemas.ThemeList:
    """The themes that the alliance works on and the desks within them, in the alliance's order."""
    found = queries.themes_and_desks().select_related("record", "parent").prefetch_related("parent__texts")
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    items = [schemas.theme(row) for row in wanted.part(found)]
    return schemas.ThemeList.of(items, found.count(), wanted, request.get_full_path())


@router.get("/themes/{slug:slug}", response=schemas.WholeTheme, operation_id="getTheme", summary="One theme")
def theme(request: HttpRequest, slug: Path[Slug], wanted: Query[Wanted]) -> schemas.WholeTheme:
    """A theme or desk with what is known to work, what to do next, its desks and its sources."""
    try:
        return schemas.whole_theme(queries.theme_page(slug))
    except ObjectDoesNotExist as missing:
        raise Http404("There is no theme of this address.") from missing


@router.get("/territories", response=schemas.TerritoryList, operation_id="listTerritories", summary="Territories")
def territories(request: HttpRequest, wanted: Query[schemas.TerritoriesWanted]) -> schemas.TerritoryList:
    """Countries and regions of one edition of the classification of territorial units, by code."""
    edition = wanted.edition or queries.newest_edition()
    found = queries.territories(edition=edition, level=wanted.level, country=wanted.country or "")
    items = [schemas.territory(row) for row in wanted.part(found)]
    return schemas.TerritoryList.of(items, found.count(), wanted, request.get_full_path())


@router.get(
    "/territories/{int:edition}/{slug:code}",
    response=schemas.WholeTerritory,
    operation_id="getTerritory",
    summary="One territory",
)
def territory(
    request: HttpRequest,
    edition: Path[schemas.Edition],
    code: Path[schemas.TerritoryCode],
    wanted: Query[Wanted],
) -> schemas.WholeTerritory:
    """A country or region in one edition, with the official list that it comes from."""
    try:
        found = queries.territories(edition=edition).select_related("code_list").get(code=code)
    except ObjectDoesNotExist as missing:
        raise Http404("There is no territory of this code in this edition.") from missing
    return schemas.whole_territory(found)
