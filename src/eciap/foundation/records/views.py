"""The search page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language

from eciap.foundation.records import kinds, search
from eciap.foundation.records.forms import SearchForm
from eciap.foundation.records.queries import Found, Hit, Wish, find
from eciap.foundation.ui.reading import public_page
from eciap.foundation.ui.shapes import Facet

FEWEST_CHOICES = 2
MOST_CHOICES = 12


@dataclass(frozen=True)
class FacetGroup:
    """A facet with the choices that this search leaves, the largest first."""

    label: str
    choices: Sequence[Facet]


@public_page
def search_page(request: HttpRequest) -> HttpResponse:
    """Find records, and show a page of them with the facets that narrow the search."""
    wish = SearchForm(request.GET).wish(language=get_language() or "en")
    found = find(wish, person=request.user)
    hues = _hues(found)
    context = {
        "wish": wish,
        "found": found,
        "groups": [group for name in search.facets() if (group := _group(name, wish, found, request.GET, hues))],
        "page": _page(found, wish),
        "hits": [_row(hit, hues) for hit in found.hits],
        "akin": [_row(hit, hues) for hit in found.akin],
    }
    return render(request, "records/search.html", context)


def _hues(found: Found) -> dict[str, str]:
    """Return the accent of each `facet:value` that has one."""
    return {
        f"{name}:{value}": hue
        for name, facet in search.facets().items()
        for value, hue in facet.hues(list(found.counts[name])).items()
    }


def _row(hit: Hit, hues: Mapping[str, str]) -> tuple[Hit, object, str]:
    return hit, kinds.kind(hit.record.kind).one, _hue(hit, hues)


def _hue(hit: Hit, hues: Mapping[str, str]) -> str:
    return next((hues[token] for token in hit.entry.facets if token in hues), "ink")


def _page(found: Found, wish: Wish) -> object:
    numbers = Paginator(range(found.total), wish.page_size)
    return numbers.get_page(wish.page)


def _group(name: str, wish: Wish, found: Found, asked: QueryDict, hues: Mapping[str, str]) -> FacetGroup | None:
    chosen = wish.chosen.get(name, ())
    counts = {**dict.fromkeys(chosen, 0), **found.counts[name]}
    if len(counts) < FEWEST_CHOICES and not chosen:
        return None
    facet = search.facets()[name]
    labels = facet.labels(list(counts))
    ordered = sorted(counts, key=lambda value: (value not in chosen, -counts[value], labels.get(value, value)))
    choices = [
        Facet(
            labels.get(value, value),
            _toggled(asked, name, value),
            counts[value],
            value in chosen,
            hues.get(f"{name}:{value}", ""),
        )
        for value in ordered[:MOST_CHOICES]
    ]
    return FacetGroup(str(facet.label), choices)


def _toggled(asked: QueryDict, name: str, value: str) -> str:
    """Return the address with a value chosen, or no longer."""
    wanted = asked.copy()
    wanted.pop("page", None)
    values = wanted.getlist(name)
    wanted.setlist(name, [v for v in values if v != value] if value in values else [*values, value])
    return f"?{wanted.urlencode()}"
