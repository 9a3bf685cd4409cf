"""The API described for machines and for people, and what is said where there is nothing."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from eciap.api import exports, tables
from eciap.api.endpoints import api
from eciap.api.schemas import KINDS
from eciap.foundation.ui.reading import public_page


@cache
def description() -> dict[str, Any]:
    """Describe the API; it stays the same for as long as the platform runs."""
    return exports.described(api)


def snapshot() -> str:
    """Write the description as it is kept beside the source."""
    return json.dumps(description(), indent=1, ensure_ascii=False) + "\n"


def openapi(request: HttpRequest) -> HttpResponse:
    """The description for machines."""
    return HttpResponse(snapshot(), content_type="application/json", headers={"Content-Language": "en"})


@public_page
def docs(request: HttpRequest) -> HttpResponse:
    """The description for people; in English like its words, whatever the reader's language."""
    described = description()
    context = {
        "info": described["info"],
        "introduction": tables.introduction(described),
        "operations": tables.operations(described),
        "shapes": tables.shapes(described),
        "problems": [(status, name, title, tables.marked(words)) for status, (name, title, words) in KINDS.items()],
    }
    with translation.override("en"):
        return render(request, "api/docs.html", context)


def nothing(request: HttpRequest) -> HttpResponse:
    """Say that there is nothing at any other address below /api/."""
    raise Http404("Addresses of lists and resources end without a slash; /api/v1/ names them all.")
