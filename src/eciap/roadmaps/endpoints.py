"""Where machines read recommendations: what everybody may read, whoever asks."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest
from ninja import Path, Query, Router

from eciap.foundation.exchange.exports import Wanted, register_links
from eciap.foundation.records.schemas import Slug
from eciap.roadmaps import queries, schemas

router = Router(tags=["Roadmaps"])
register_links("themes", recommendations="recommendations?theme={slug}")


@router.get(
    "/recommendations",
    response=schemas.RecommendationList,
    operation_id="listRecommendations",
    summary="Recommendations",
)
def recommendations(request: HttpRequest, wanted: Query[schemas.RecommendationsWanted]) -> schemas.RecommendationList:
    """The recommendations by number; those whose titles are not recorded among them."""
    found = queries.recommendations().select_related("group").prefetch_related("group__texts")
    if wanted.theme:
        found = found.filter(themes__slug=wanted.theme)
    if wanted.group:
        found = found.filter(group__number=wanted.group)
    items = [schemas.recommendation(row) for row in wanted.part(found)]
    return schemas.RecommendationList.of(items, found.count(), wanted, request.get_full_path())


@router.get(
    "/recommendations/{slug:slug}",
    response=schemas.WholeRecommendation,
    operation_id="getRecommendation",
    summary="One recommendation",
)
def recommendation(request: HttpRequest, slug: Path[Slug], wanted: Query[Wanted]) -> schemas.WholeRecommendation:
    """A recommendation with what is known of it, and where from."""
    try:
        return schemas.whole_recommendation(queries.whole_recommendation(slug))
    except ObjectDoesNotExist as missing:
        raise Http404("There is no recommendation of this address.") from missing
