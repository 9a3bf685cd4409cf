"""The recommendations: all of them in their groups, and each with what is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from eciap.alliance.queries import story_of
from eciap.foundation.languages.display import localised
from eciap.foundation.records.display import shown_links
from eciap.foundation.records.queries import evidence_of
from eciap.foundation.ui import slots
from eciap.foundation.ui.reading import public_page
from eciap.roadmaps import queries

if TYPE_CHECKING:
    from eciap.roadmaps.models import Recommendation, RecommendationGroup


@public_page
def recommendation_list(request: HttpRequest) -> HttpResponse:
    """All recommendations, under the headings of their report."""
    groups = [_group(group) for group in queries.grouped_recommendations(request.user)]
    return render(request, "roadmaps/recommendation_list.html", {"groups": groups})


@public_page
def recommendation(request: HttpRequest, slug: str) -> HttpResponse:
    """One recommendation, with its sources and what is not recorded of it."""
    try:
        found = queries.whole_recommendation(slug, request.user)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    return render(request, "roadmaps/recommendation.html", _page(found, request))


def _group(group: RecommendationGroup) -> dict[str, Any]:
    return {
        "slug": group.slug,
        "number": group.number,
        "text": group.text,
        "certainty": group.certainty,
        "sources": list(group.sources.all()),
        "recommendations": [_item(recommendation) for recommendation in group.recommendations.all()],
    }


def _item(recommendation: Recommendation) -> dict[str, Any]:
    themes = recommendation.themes.all()
    return {
        "title": str(recommendation),
        "number": recommendation.number,
        "is_titled": bool(recommendation.text.title),
        "text": recommendation.text,
        "url": localised(recommendation.get_absolute_url()),
        "identifier": recommendation.get_absolute_url(),
        "hue": themes[0].hue if themes else "ink",
        "themes": [theme.text.short for theme in themes],
    }


def _page(recommendation: Recommendation, request: HttpRequest) -> dict[str, Any]:
    sources = [citation.source for citation in recommendation.record.citations.all()]
    rests_on, carries = shown_links(*evidence_of(recommendation.record), cited=len(sources))
    item = _item(recommendation)
    return {
        **item,
        "recommendation": recommendation,
        "group": recommendation.group,
        "themes": [
            {"name": theme.text.short, "hue": theme.hue, "url": localised(theme.get_absolute_url())}
            for theme in recommendation.themes.all()
        ],
        "rests_on": rests_on,
        "carries": carries,
        "story": story_of(recommendation.record, request.user),
        "sources": sources,
        "neighbours": [_item(other) for other in queries.neighbours_of(recommendation, request.user)],
        "filled": slots.fill("roadmaps.recommendation", [recommendation.pk], request),
        "json_ld": _json_ld(recommendation, request),
    }


def _json_ld(recommendation: Recommendation, request: HttpRequest) -> dict[str, object]:
    described = {
        "@type": "CreativeWork",
        "name": str(recommendation),
        "abstract": recommendation.text.paraphrase,
        "position": recommendation.number,
        "isPartOf": {"@type": "CreativeWork", "name": str(recommendation.group)},
        "url": request.build_absolute_uri(localised(recommendation.get_absolute_url())),
    }
    return {name: value for name, value in described.items() if value}
