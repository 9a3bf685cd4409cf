"""For staff: every letter that the platform can write, with example words, in each language, as HTML and as text."""

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.csp import CSP
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from eciap.foundation.jobs import examples
from eciap.foundation.jobs.letterpress import Words

# A letter carries its styles in its elements, asks for nothing, and is shown in a frame of the preview.
LETTER_CSP: dict[str, Collection[str]] = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.UNSAFE_INLINE],
    "frame-ancestors": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.NONE],
}
PREVIEW_CSP: dict[str, Any] = {**settings.SECURE_CSP, "frame-src": [CSP.SELF]}


@require_safe
def previews(request: HttpRequest) -> HttpResponse:
    """List all letters."""
    _for_staff(request)
    rows = [(name, examples.example_of(name, language=request.LANGUAGE_CODE).subject) for name in examples.names()]
    return render(request, "jobs/previews.html", {"letters": rows, "languages": settings.LANGUAGES})


@require_safe
@csp_override(PREVIEW_CSP)
def preview(request: HttpRequest, language: str, name: str) -> HttpResponse:
    """Show a letter in one language, as HTML and as text."""
    words = _example(request, language, name)
    context = {"words": words, "name": name, "language": language, "languages": settings.LANGUAGES}
    return render(request, "jobs/preview.html", context)


@require_safe
@csp_override(LETTER_CSP)
@xframe_options_sameorigin
def preview_html(request: HttpRequest, language: str, name: str) -> HttpResponse:
    """Give the HTML of a letter by itself."""
    return HttpResponse(_example(request, language, name).html)


def _example(request: HttpRequest, language: str, name: str) -> Words:
    _for_staff(request)
    if language not in dict(settings.LANGUAGES):
        raise Http404(language)
    try:
        return examples.example_of(name, language=language)
    except examples.NoSuchLetter as unknown:
        raise Http404(name) from unknown


def _for_staff(request: HttpRequest) -> None:
    if not request.user.is_staff:
        raise PermissionDenied
