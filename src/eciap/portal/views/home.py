"""The front page, put together from what the contexts below know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language

from eciap.alliance import queries as alliance
from eciap.foundation.languages.display import country_name, localised
from eciap.foundation.records.display import shown, shown_all
from eciap.foundation.records.queries import recalled_for
from eciap.foundation.ui import site
from eciap.foundation.ui.shapes import Dot, Moment
from eciap.portal import queries
from eciap.portal.models import HomePage
from eciap.portal.views.shown import door_of, news_row, themes_among
from eciap.vocabulary.enums import ThemeKind
from eciap.vocabulary.queries import themes_and_desks

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet
    from django.http import HttpRequest

    from eciap.alliance.queries import Placed
    from eciap.portal.models import HomeMilestone
    from eciap.vocabulary.models import Theme

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
    newest = queries.news_in_rows(get_language() or "en")[:NEWEST]
    return {
        "doors": [door_of(theme) for theme in every if theme.kind == ThemeKind.THEME],
        "raised": shown(money.reached) if money else None,
        "target": shown(money.target) if money else None,
        "facts": shown_all(queries.numbers_of(facts, money)),
        "rows": [news_row(article, themes_among(every, article)) for article in newest],
        "moments": _moments(chosen, request),
        "dots": _dots(request, {theme.pk: theme for theme in every}),
    }


def _moments(chosen: Milestones, request: HttpRequest) -> list[Moment]:
    return [Moment(str(entry.period), entry.text.what) for entry in alliance.chronicle_at(chosen, request.user)]


def _dots(request: HttpRequest, themes: Mapping[int, Theme]) -> list[Dot]:
    """Return the members with where they are, each as the first theme that it belongs for is marked."""
    return [
        _dot(member, [themes[theme] for theme in member.themes if theme in themes])
        for member in alliance.members_on_the_map(request.user)
    ]


def _dot(member: Placed, themes: Sequence[Theme]) -> Dot:
    country = country_name(member.country) if member.country else ""
    return Dot(
        member.name,
        None if member.lon is None else float(member.lon),
        None if member.lat is None else float(member.lat),
        url=localised(member.address),
        hue=themes[0].hue if themes else "ink",
        detail=", ".join(filter(None, (member.city, country))),
        groups=list(dict.fromkeys(str(theme.text.short) for theme in themes)),
    )


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
