"""The pages that menus name; they are Wagtail's, and menus have them in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import get_language
from wagtail.views import serve

from eciap.foundation.languages.display import localised

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase


def page(request: HttpRequest, path: str) -> HttpResponseBase:
    """Show the page; where nobody has translated it yet, lead to the original, which says its language."""
    try:
        return serve(request, path)
    except Http404:
        if get_language() == settings.LANGUAGE_CODE:
            raise
        return redirect(localised(f"/{path}", settings.LANGUAGE_CODE))
