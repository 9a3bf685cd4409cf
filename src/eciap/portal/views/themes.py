"""The page of a theme: what we know works, who to talk to, what to do, and what was done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from eciap.alliance import queries as alliance
from eciap.foundation.languages.display import localised
from eciap.foundation.records.queries import recalled_for
from eciap.foundation.ui import slots
from eciap.foundation.ui.shapes import Seat as SeatShape
from eciap.portal import queries
from eciap.portal.views.shown import news_row, publication_row
from eciap.roadmaps.queries import recommendations_of_themes
from eciap.vocabulary.queries import theme_page

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from eciap.portal.models import NewsPage, PublicationPage
    from eciap.vocabulary.models import Theme

NEWEST = 5


@login_not_required
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    """One theme, or one desk."""
    try:
        gathered = recalled_for(request.user, ("portal.theme", slug), lambda: _gathered(slug, request))
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    filled = slots.fill("vocabulary.theme", [gathered["theme"].pk], request)
    return render(request, "portal/theme.html", {**gathered, "filled": filled})


def _gathered(slug: str, request: HttpRequest) -> dict[str, Any]:
    language = get_language() or "en"
    theme = theme_page(slug)
    desks = list(theme.desks.all())
    ids = [theme.pk, *(desk.pk for desk in desks)]
    contacts = alliance.contacts_of_themes(ids)
    actions = alliance.actions_in_short(request.user).filter(theme__in=ids)
    return {
        "theme": theme,
        "text": theme.text,
        "identifier": theme.get_absolute_url(),
        "hue": theme.hue,
        "seats": [_seat(seat, theme.hue) for seat in contacts],
        "desks": [{"title": desk.text.name, "url": localised(desk.get_absolute_url())} for desk in desks],
        "actions": [_action(action) for action in actions],
        "recommendations": [_recommendation(one) for one in recommendations_of_themes(ids, request.user)],
        "news": [news_row(page) for page in _newest(queries.news(language), theme)],
        "publications": [publication_row(page) for page in _newest(queries.publications(language), theme)],
        "sources": [cited.source for cited in theme.record.citations.all()],
    }


def _newest[P: (NewsPage, PublicationPage)](pages: QuerySet[P], theme: Theme) -> QuerySet[P]:
    return queries.of_theme(queries.in_short(pages), theme.pk)[:NEWEST]


def _seat(seat: Any, hue: str) -> SeatShape:
    at = seat.organisation
    return SeatShape(
        organisation=at.name if at else seat.text.title,
        person=seat.holder,
        role=seat.text.title if at else "",
        since=str(seat.period.begins) if seat.period else "",
        until=str(seat.period.ends or "") if seat.period else "",
        url=localised(at.get_absolute_url()) if at else "",
        identifier=at.get_absolute_url() if at else seat.slug,
        hue=hue,
    )


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
