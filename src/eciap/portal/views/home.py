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
from eciap.portal.views.shown import news_row
from eciap.vocabulary.enums import ThemeKind
from eciap.vocabulary.queries import themes_and_desks

if TYPE_CHECKING:
    from django.http import HttpRequest

NEWEST = 4


def present(page: HomePage, request: HttpRequest) -> dict[str, Any]:
    """Themes as doors, the line of money, numbers with their sources, news, milestones and where the members are."""
    if getattr(request, "is_preview", False):
        gathered = _gathered(page, request)
    else:
        gathered = recalled_for(request.user, ("portal.home", page.pk), lambda: _gathered(page, request))
    return {**gathered, "json_ld": _json_ld(request)}


def _gathered(page: HomePage, request: HttpRequest) -> dict[str, Any]:
    facts = alliance.alliance_figures()
    money = queries.money_of(facts)
    every = {theme.pk: theme for theme in themes_and_desks()}
    newest = list(queries.news(get_language() or "en")[:NEWEST])
    of_page = queries.theme_ids_of(newest)
    return {
        "doors": [_door(theme) for theme in every.values() if theme.kind == ThemeKind.THEME],
        "raised": shown(money.reached) if money else None,
        "target": shown(money.target) if money else None,
        "facts": shown_all(queries.numbers_of(facts, money)),
        "rows": [news_row(article, [every[pk] for pk in of_page.get(article.pk, ())]) for article in newest],
        "moments": _moments(page, request),
        "dots": _dots(request, {pk: theme.hue for pk, theme in every.items()}),
    }


def _door(theme: Any) -> dict[str, Any]:
    return {
        "title": theme.text.name,
        "url": localised(theme.get_absolute_url()),
        "text": theme.text.question,
        "identifier": theme.get_absolute_url(),
        "hue": theme.hue,
    }


def _moments(page: HomePage, request: HttpRequest) -> list[Moment]:
    chosen = [milestone.record_id for milestone in page.milestones.all()]
    told = alliance.chronicle(request.user).prefetch_related(None).prefetch_related("texts")
    return [Moment(str(entry.period), entry.text.what) for entry in told.filter(record__in=chosen)]


def _dots(request: HttpRequest, hues: Mapping[int, str]) -> list[Dot]:
    """Return the members on the map, each in the colour of the first theme that it belongs for."""
    members = alliance.organisations(request.user).prefetch_related(None).prefetch_related("memberships")
    return [
        Dot(
            member.name,
            float(member.lon),
            float(member.lat),
            url=localised(member.get_absolute_url()),
            hue=next((hues[m.theme_id] for m in member.memberships.all() if m.theme_id and m.theme_id in hues), "ink"),
            detail=member.city,
        )
        for member in members
        if member.lon is not None and member.lat is not None and member.memberships.all()
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
