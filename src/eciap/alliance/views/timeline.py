"""The chronicle, year by year."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from eciap.alliance import queries
from eciap.alliance.enums import ChronicleKind
from eciap.foundation.languages.display import format_period, localised
from eciap.foundation.ui.reading import public_page

if TYPE_CHECKING:
    from eciap.alliance.models import ChronicleEntry

MAJOR = {ChronicleKind.FOUNDING, ChronicleKind.CLOSING}


@public_page
def timeline(request: HttpRequest) -> HttpResponse:
    """All that happened, each with an address of its own on the page."""
    entries = queries.chronicle(request.user)
    years = [
        {"year": year, "entries": [_told(entry) for entry in group]}
        for year, group in groupby(entries, key=lambda entry: entry.period.begins.year)
    ]
    return render(request, "alliance/timeline.html", {"years": years})


def _told(entry: ChronicleEntry) -> dict[str, Any]:
    return {
        "slug": entry.slug,
        "identifier": entry.get_absolute_url(),
        "when": format_period(entry.period),
        "date": str(entry.period) if entry.period.is_point else "",
        "kind": entry.get_kind_display(),
        "is_major": entry.kind in MAJOR,
        "text": entry.text,
        "certainty": entry.record.certainty,
        "sources": [citation.source for citation in entry.record.citations.all()],
        "related": [{"title": str(record), "url": localised(record.address)} for record in entry.related.all()],
    }
