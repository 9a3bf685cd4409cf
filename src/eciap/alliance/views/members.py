"""The members: all of them on a map and in a list, and each organisation with its seats and actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eciap.alliance import queries
from eciap.alliance.enums import MembershipKind, OrganisationKind
from eciap.alliance.queries import PARTNER, OrganisationFilter
from eciap.alliance.views.shown import (
    action_row,
    country_choices,
    membership_shape,
    organisation_row,
    place_of,
    seat_under_title,
)
from eciap.foundation.languages.display import localised
from eciap.foundation.records.display import shown_all, shown_links
from eciap.foundation.records.queries import evidence_of, recalled_for
from eciap.foundation.ui import slots
from eciap.foundation.ui.reading import public_page
from eciap.foundation.ui.shapes import Dot, Field

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from eciap.alliance.models import Organisation
    from eciap.foundation.languages.periods import Point


@public_page
def member_list(request: HttpRequest) -> HttpResponse:
    """All members, or what is looked for by country, theme, kind and words."""
    wanted = OrganisationFilter(
        country=request.GET.get("country", ""),
        theme=request.GET.get("theme", ""),
        kind=request.GET.get("kind", ""),
        words=request.GET.get("q", "").strip(),
    )
    every = recalled_for(request.user, "alliance.members", lambda: list(queries.organisations(request.user)))
    found = queries.matching_organisations(every, wanted)
    words = ngettext("%(count)d organisation", "%(count)d organisations", len(found)) % {"count": len(found)}
    context = {
        "rows": [organisation_row(organisation, _hue(organisation)) for organisation in found],
        "dots": [_dot(organisation) for organisation in found],
        "fields": _fields(every, wanted),
        "count": words,
        "reset": request.path if wanted != OrganisationFilter() else "",
    }
    return render(request, "alliance/member_list.html", context)


@public_page
def member(request: HttpRequest, slug: str) -> HttpResponse:
    """One organisation: how it belongs, who sat for it, what it led and joined."""
    try:
        shown = recalled_for(request.user, ("alliance.member", slug), lambda: _gathered(slug, request))
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    found = shown["organisation"]
    filled = slots.fill("alliance.organisation", [found.pk], request)
    return render(request, "alliance/member.html", {**shown, "filled": filled, "json_ld": _json_ld(found, request)})


def _hue(organisation: Organisation) -> str:
    return next((m.theme.hue for m in organisation.memberships.all() if m.theme), "ink")


def _dot(organisation: Organisation) -> Dot:
    lon, lat = organisation.lon, organisation.lat
    themes = [str(m.theme.text.short) for m in organisation.memberships.all() if m.theme]
    return Dot(
        organisation.name,
        None if lon is None else float(lon),
        None if lat is None else float(lat),
        url=localised(organisation.get_absolute_url()),
        hue=_hue(organisation),
        detail=place_of(organisation),
        groups=list(dict.fromkeys(themes)),
    )


def _fields(every: Sequence[Organisation], wanted: OrganisationFilter) -> list[Field]:
    memberships = [membership for organisation in every for membership in organisation.memberships.all()]
    themes = {m.theme.slug: str(m.theme.text.name) for m in memberships if m.theme}
    present = {membership.kind for membership in memberships}
    kinds = [(kind.value, str(kind.label)) for kind in MembershipKind if kind in present]
    kinds.append((PARTNER, _("partner of a concrete action")))
    return [
        Field("q", _("Name or place"), wanted.words, kind="search"),
        Field("country", _("Country"), wanted.country, country_choices({o.country for o in every})),
        Field("theme", _("Theme"), wanted.theme, sorted(themes.items(), key=lambda theme: theme[1])),
        Field("kind", _("Kind"), wanted.kind, kinds, placeholder=_("All members")),
    ]


def _gathered(slug: str, request: HttpRequest) -> dict[str, Any]:
    organisation = queries.whole_organisation(slug, request.user)
    ended = _ended(timezone.localdate())
    sources = [citation.source for citation in organisation.record.citations.all()]
    rests_on, carries = shown_links(*evidence_of(organisation.record), cited=len(sources))
    return {
        "organisation": organisation,
        "text": organisation.text,
        "identifier": organisation.get_absolute_url(),
        "hue": _hue(organisation),
        "kind": organisation.get_kind_display() if OrganisationKind(organisation.kind).is_telling else "",
        "place": place_of(organisation),
        "memberships": [membership_shape(membership, ended) for membership in organisation.memberships.all()],
        "seats": [seat_under_title(seat) for seat in organisation.seats.all()],
        "facts": shown_all(organisation.record.facts.all()),
        "actions": [
            *(action_row(action, _("lead")) for action in organisation.led_actions.all()),
            *(action_row(action, _("partner")) for action in organisation.actions.all()),
        ],
        "rests_on": rests_on,
        "carries": carries,
        "story": queries.story_of(organisation.record, request.user),
        "sources": sources,
    }


def _ended(today: date) -> Point | None:
    """Return when the alliance ended; nothing while it goes on."""
    end = queries.end_of_the_alliance()
    over = end and (end.year, end.month or 12, end.day or 31) < (today.year, today.month, today.day)
    return end if over else None


def _json_ld(organisation: Organisation, request: HttpRequest) -> dict[str, object]:
    address = {"addressLocality": organisation.city, "addressCountry": organisation.country}
    described = {
        "@type": "Organization",
        "name": organisation.name,
        "alternateName": organisation.acronym,
        "description": organisation.text.description,
        "url": request.build_absolute_uri(localised(organisation.get_absolute_url())),
        "sameAs": organisation.website,
        "address": {"@type": "PostalAddress", **{name: value for name, value in address.items() if value}},
    }
    return {name: value for name, value in described.items() if value}
