"""All themes with their desks, and the page of each: what we know works, who to talk to, what to do, what was done."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from eciap.alliance import queries as alliance
from eciap.foundation.languages.display import localised
from eciap.foundation.records.queries import recalled_for
from eciap.foundation.ui import slots
from eciap.foundation.ui.reading import public_page
from eciap.foundation.ui.shapes import Crumb
from eciap.foundation.ui.shapes import Seat as SeatShape
from eciap.portal import queries
from eciap.portal.views.shown import door_of, news_row, publication_row
from eciap.roadmaps.queries import recommendations_of_themes
from eciap.vocabulary.enums import ThemeKind
from eciap.vocabulary.queries import theme_page, themes_and_desks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from eciap.portal.models import NewsPage, PublicationPage
    from eciap.vocabulary.models import Theme

NEWEST = 5


@public_page
def theme_list(request: HttpRequest) -> HttpResponse:
    """All themes as doors, each with its desks and how many contacts it has."""
    return render(request, "portal/theme_list.html", recalled_for(request.user, ("portal.themes",), _listed))


@public_page
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    """One theme, or one desk."""
    try:
        gathered = recalled_for(request.user, ("portal.theme", slug), lambda: _gathered(slug, request))
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    filled = slots.fill("vocabulary.theme", [gathered["theme"].pk], request)
    return render(request, "portal/theme.html", {**gathered, "filled": filled})


def _listed() -> dict[str, Any]:
    every = list(themes_and_desks())
    contacts = Counter(seat.theme_id for seat in alliance.contacts_of_themes([theme.pk for theme in every]))
    desks = [theme for theme in every if theme.kind == ThemeKind.DESK]
    above: dict[int | None, Theme] = {theme.pk: theme for theme in every}
    return {
        "doors": [_door(theme, desks, contacts) for theme in every if theme.kind == ThemeKind.THEME],
        "desks": [_desk(desk, above.get(desk.parent_id), contacts) for desk in desks],
    }


def _door(theme: Theme, desks: Sequence[Theme], contacts: Counter[int | None]) -> dict[str, Any]:
    own = [desk for desk in desks if desk.parent_id == theme.pk]
    count = contacts[theme.pk] + sum(contacts[desk.pk] for desk in own)
    return {**door_of(theme), "meta": [*(desk.text.short for desk in own), _contacts(count)]}


def _desk(desk: Theme, theme: Theme | None, contacts: Counter[int | None]) -> dict[str, Any]:
    return {
        "title": desk.text.name,
        "url": localised(desk.get_absolute_url()),
        "text": desk.text.question,
        "meta": [theme.text.short if theme else "", _contacts(contacts[desk.pk])],
        "identifier": desk.get_absolute_url(),
        "hue": desk.hue,
    }


def _contacts(count: int) -> str:
    if not count:
        return _("no contact recorded")
    return ngettext("%(count)d contact", "%(count)d contacts", count) % {"count": count}


def _crumbs(theme: Theme) -> list[Crumb]:
    """Lead back to all themes, and from a desk to the theme that it is placed under."""
    steps = [Crumb(_("Themes"), reverse("portal:themes"))]
    if theme.parent:
        steps.append(Crumb(theme.parent.text.short, localised(theme.parent.get_absolute_url())))
    return [*steps, Crumb(theme.text.short)]


def _gathered(slug: str, request: HttpRequest) -> dict[str, Any]:
    language = get_language() or "en"
    theme = theme_page(slug)
    desks = list(theme.desks.all())
    ids = [theme.pk, *(desk.pk for desk in desks)]
    contacts = alliance.contacts_of_themes(ids)
    actions = alliance.actions_in_short(request.user).filter(theme__in=ids)
    return {
        "theme": theme,
        "crumbs": _crumbs(theme),
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
