"""What `ui/base.html` needs to know on every page; everything is lazy, so that a fragment pays for nothing."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, get_language_info

from eciap.foundation.ui import site
from eciap.foundation.ui.enums import SCHEME_COOKIE, Scheme


class Alternate(NamedTuple):
    """The same page in one language."""

    code: str
    name: str
    url: str
    is_here: bool


def alternates(request: HttpRequest) -> list[Alternate]:
    """This page in every language: by `request.alternates` where its view names them, else by its route."""
    named: dict[str, str] = getattr(request, "alternates", {})
    here = get_language()
    return [
        Alternate(
            code,
            language_name(code),
            named.get(code) or (request.get_full_path() if code == here else _translated(request, code)),
            code == here,
        )
        for code, _name in settings.LANGUAGES
    ]


@lru_cache(maxsize=64)
def language_name(code: str) -> str:
    """What a language calls itself."""
    name = str(get_language_info(code)["name_local"])
    return name[:1].upper() + name[1:]


def _translated(request: HttpRequest, code: str) -> str:
    here = request.get_full_path()
    there = translate_url(here, code)
    if there != here:
        return there
    # The address carries no language (signing in, say): the choice is kept in a cookie instead.
    return f"{reverse('ui:language', args=[code])}?{urlencode({'next': here})}"


def scheme(request: HttpRequest) -> str:
    """The colour scheme the visitor chose; empty follows the system."""
    chosen = request.COOKIES.get(SCHEME_COOKIE, "")
    return chosen if chosen in {Scheme.LIGHT, Scheme.DARK} else ""


def page(request: HttpRequest) -> dict[str, object]:
    """The context of the base template."""
    return {
        # Not "site": allauth's views and Wagtail's tags use that name for something else.
        "platform": SimpleLazyObject(site.current),
        "site_name": SimpleLazyObject(lambda: site.current().name),
        "scheme": scheme(request),
        "demo": settings.DEMO,
        "alternates": SimpleLazyObject(lambda: alternates(request)),
        "canonical_url": SimpleLazyObject(lambda: request.build_absolute_uri(request.path)),
        "origin": SimpleLazyObject(lambda: request.build_absolute_uri("/").rstrip("/")),
    }
