"""The concrete actions: all of them, and each with what was tried and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eciap.alliance import queries
from eciap.alliance.queries import ActionFilter
from eciap.alliance.views.shown import country_choices, in_words, organisation_row, seat_shape, span_of
from eciap.foundation.languages.display import localised, plain_letters
from eciap.foundation.records.display import shown_all, shown_links
from eciap.foundation.records.queries import evidence_of, recalled_for
from eciap.foundation.ui import slots
from eciap.foundation.ui.reading import public_page
from eciap.foundation.ui.shapes import Field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eciap.alliance.models import ConcreteAction

IN_SHORT = 3


@public_page
def action_list(request: HttpRequest) -> HttpResponse:
    """All actions, or those of a theme and a country."""
    wanted = ActionFilter(theme=request.GET.get("theme", ""), country=request.GET.get("country", ""))
    every = list(queries.actions(request.user))
    found = queries.matching_actions(every, wanted)
    words = ngettext("%(count)d concrete action", "%(count)d concrete actions", len(found)) % {"count": len(found)}
    context = {
        "items": [_item(action) for action in found],
        "fields": _fields(every, wanted),
        "count": words,
        "reset": request.path if wanted != ActionFilter() else "",
    }
    return render(request, "alliance/action_list.html", context)


@public_page
def action(request: HttpRequest, slug: str) -> HttpResponse:
    """One action: aim, what was tried, what came of it, and where all this is known from."""
    try:
        shown = recalled_for(request.user, ("alliance.action", slug), lambda: _gathered(slug, request))
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    found = shown["action"]
    filled = slots.fill("alliance.action", [found.pk], request)
    return render(request, "alliance/action.html", {**shown, "filled": filled, "json_ld": _json_ld(found, request)})


def _item(action: ConcreteAction) -> dict[str, Any]:
    return {
        "title": action.acronym,
        "text": action.text,
        "url": localised(action.get_absolute_url()),
        "identifier": action.get_absolute_url(),
        "hue": action.theme.hue,
        "theme": action.theme.text.short,
        "countries": in_words(queries.countries_of(action)),
        "facts": shown_all(list(action.record.facts.all())[:IN_SHORT]),
    }


def _fields(every: Sequence[ConcreteAction], wanted: ActionFilter) -> list[Field]:
    themes = {action.theme.slug: str(action.theme.text.name) for action in every}
    countries = {code for action in every for code in queries.countries_of(action)}
    return [
        Field("theme", _("Theme"), wanted.theme, list(themes.items())),
        Field("country", _("Country"), wanted.country, country_choices(countries)),
    ]


def _gathered(slug: str, request: HttpRequest) -> dict[str, Any]:
    action = queries.whole_action(slug, request.user)
    facts = shown_all(action.record.facts.all())
    sources = [citation.source for citation in action.record.citations.all()]
    rests_on, carries = shown_links(*evidence_of(action.record), cited=len(sources))
    partners = sorted(action.partners.all(), key=lambda partner: plain_letters(partner.name))
    return {
        "action": action,
        "text": action.text,
        "identifier": action.get_absolute_url(),
        "hue": action.theme.hue,
        "theme_url": localised(action.theme.get_absolute_url()),
        "span": span_of(action.period),
        "facts": facts[:IN_SHORT],
        "more_facts": facts[IN_SHORT:],
        "lead": organisation_row(action.lead, action.theme.hue) if action.lead else None,
        "partners": [organisation_row(partner, action.theme.hue) for partner in partners],
        "seats": [seat_shape(seat) for seat in action.seats.all()],
        "rests_on": rests_on,
        "carries": carries,
        "story": queries.story_of(action.record, request.user),
        "sources": sources,
        "neighbours": list(queries.neighbours_of(action, request.user)),
    }


def _json_ld(action: ConcreteAction, request: HttpRequest) -> dict[str, object]:
    organisations = [*([action.lead] if action.lead else []), *action.partners.all()]
    return {
        "@type": "Project",
        "name": action.title,
        "alternateName": action.acronym,
        "description": action.text.summary,
        "url": request.build_absolute_uri(localised(action.get_absolute_url())),
        "member": [{"@type": "Organization", "name": organisation.name} for organisation in organisations],
    }
