"""The front page, put together from what the contexts below know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language

from eciap.alliance import queries as alliance
from eciap.foundation.languages.display import localised
from eciap.foundation.records.display import shown, shown_all
from eciap.foundation.records.queries import recalled_for
from eciap.foundation.ui import site
from eciap.foundation.ui.shapes import Dot, Moment
from eciap.portal import queries
from eciap.portal.models import HomePage
from eciap.portal.views.shown import news_row, themes_among
from eciap.vocabulary.enums import ThemeKind
from eciap.vocabulary.queries import themes_and_desks

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet
    from django.http import HttpRequest

    from eciap.portal.models import HomeMilestone

type Milestones = list[UUID] | QuerySet[HomeMilestone, UUID]

NEWEST = 4


def present(page: HomePage, request: HttpRequest) -> dict[str, Any]:
    """Themes as doors, the line of money, numbers with their sources, news, milestones and where the members are."""
    if getattr(request, "is_preview", False):
        gathered = _gathered(queries.milestones_of_draft(page), request)
    else:
        gathered = recalled_for(
            request.user, ("portal.home", page.pk), lambda: _gathered(queries.milestones_of(page), request)
        )
    return {**gathered, "json_ld": _json_ld(request)}


def _gathered(chosen: Milestones, request: HttpRequest) -> dict[str, Any]:
    facts = alliance.alliance_figures()
    money = queries.money_of(facts)
    every = list(themes_and_desks())
    newest = queries.in_rows(queries.news(get_language() or "en"))[:NEWEST]
    return {
        "doors": [_door(theme) for theme in every if theme.kind == ThemeKind.THEME],
        "raised": shown(money.reached) if money else None,
        "target": shown(money.target) if money else None,
        "facts": shown_all(queries.numbers_of(facts, money)),
        "rows": [news_row(article, themes_among(every, article)) for article in newest],
        "moments": _moments(chosen, request),
        "dots": _dots(request, {theme.pk: theme.hue for theme in every}),
    }


def _door(theme: Any) -> dict[str, Any]:
    return {
        "title": theme.text.name,
        "url": localised(theme.get_absolute_url()),
        "text": theme.text.question,
        "identifier": theme.get_absolute_url(),
        "hue": theme.hue,
    }


def _moments(chosen: Milestones, request: HttpRequest) -> list[Moment]:
    return [Moment(str(entry.period), entry.text.what) for entry in alliance.chronicle_at(chosen, request.user)]


def _dots(request: HttpRequest, hues: Mapping[int, str]) -> list[Dot]:
    """Return the members on the map, each in the colour of the first theme that it belongs for."""
    return [
        Dot(
            member.name,
            float(member.lon),
            float(member.lat),
            url=localised(member.address),
            hue=next((hues[theme] for theme in member.themes if theme in hues), "ink"),
            detail=member.city,
        )
        for member in alliance.members_on_the_map(request.user)
    ]


def _json_ld(request: HttpRequest) -> dict[str, object]:
    known = site.current()
    described = {
        "@type": "Organization",
        "name": known.name,
        "alternateName": known.short_name,
        "description": known.sentence,
        "url": request.build_absolute_uri(localised("/")),
        "logo": request.build_absolute_uri("/favicon.svg"),
    }
    return {name: value for name, value in described.items() if value}
