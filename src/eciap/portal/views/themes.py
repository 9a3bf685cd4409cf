"""The page of a theme: what we know works, who to talk to, what to do, and what was done about it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from eciap.alliance import queries as alliance
from eciap.foundation.languages.display import format_period, localised
from eciap.foundation.ui import slots
from eciap.foundation.ui.shapes import Seat as SeatShape
from eciap.portal import queries
from eciap.portal.views.shown import news_row, publication_row
from eciap.roadmaps.queries import recommendations_of_themes
from eciap.vocabulary.queries import theme_page

NEWEST = 5


@login_not_required
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    """One theme, or one desk."""
    try:
        found = theme_page(slug)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    return render(request, "portal/theme.html", _page(found, request))


def _page(theme: Any, request: HttpRequest) -> dict[str, Any]:
    language = get_language() or "en"
    desks = list(theme.desks.all())
    ids = [theme.pk, *(desk.pk for desk in desks)]
    return {
        "theme": theme,
        "text": theme.text,
        "identifier": theme.get_absolute_url(),
        "hue": theme.hue,
        "seats": _seats(alliance.contacts_by_theme(ids), theme.hue),
        "desks": [{"title": desk.text.name, "url": localised(desk.get_absolute_url())} for desk in desks],
        "actions": [_action(action) for action in alliance.actions_of_themes(ids, request.user)],
        "recommendations": [_recommendation(one) for one in recommendations_of_themes(ids, request.user)],
        "news": [news_row(page) for page in queries.of_theme(queries.news(language), theme.pk)[:NEWEST]],
        "publications": [
            publication_row(page) for page in queries.of_theme(queries.publications(language), theme.pk)[:NEWEST]
        ],
        "sources": [cited.source for cited in theme.record.citations.all()],
        "filled": slots.fill("vocabulary.theme", [theme.pk], request),
    }


def _seats(by_theme: dict[int, list[Any]], hue: str) -> list[SeatShape]:
    return [
        SeatShape(
            organisation=seat.organisation.name if seat.organisation else seat.text.title,
            person=seat.holder,
            role=seat.text.title if seat.organisation else "",
            since=format_period(seat.period) if seat.period else "",
            url=localised(seat.organisation.get_absolute_url()) if seat.organisation else "",
            identifier=seat.organisation.get_absolute_url() if seat.organisation else seat.slug,
            hue=hue,
        )
        for seats in by_theme.values()
        for seat in seats
    ]


def _action(action: Any) -> dict[str, Any]:
    return {
        "title": action.acronym,
        "url": localised(action.get_absolute_url()),
        "text": action.text.summary,
        "meta": [action.lead.name] if action.lead else [_("lead not recorded")],
        "identifier": action.get_absolute_url(),
        "hue": action.theme.hue,
    }


def _recommendation(one: Any) -> dict[str, Any]:
    return {
        "title": str(one),
        "url": localised(one.get_absolute_url()),
        "text": one.text.paraphrase,
        "identifier": one.get_absolute_url(),
    }
