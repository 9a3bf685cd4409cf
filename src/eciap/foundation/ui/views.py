"""The interface's own pages: choosing colours and language, pictures made from identifiers, the component gallery."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from eciap.foundation.ui import marks, site
from eciap.foundation.ui.components import share as cards
from eciap.foundation.ui.enums import SCHEME_COOKIE, Hue, Scheme
from eciap.foundation.ui.reading import public_page
from eciap.foundation.ui.specimens import specimens

A_YEAR = 365 * 24 * 60 * 60


def _back(request: HttpRequest, wanted: str | None) -> HttpResponseRedirect:
    """Where the visitor came from, when that is a page of this site."""
    if wanted and url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return HttpResponseRedirect(wanted)
    return HttpResponseRedirect("/")


# Exempt from the CSRF check, so that public pages need no token cookie: all it can change is the visitor's own colours.
@csrf_exempt
@login_not_required
@require_POST
def scheme(request: HttpRequest) -> HttpResponse:
    """Remember which colours the visitor wants."""
    response = _back(request, request.POST.get("next"))
    chosen = request.POST.get("scheme", "")
    if chosen in {Scheme.LIGHT, Scheme.DARK}:
        response.set_cookie(SCHEME_COOKIE, chosen, max_age=A_YEAR, samesite="Lax", secure=request.is_secure())
    else:
        response.delete_cookie(SCHEME_COOKIE, samesite="Lax")
    return response


@public_page
def language(request: HttpRequest, code: str) -> HttpResponse:
    """Remember the language for addresses that carry none, and go back."""
    if code not in dict(settings.LANGUAGES) or not check_for_language(code):
        raise Http404(code)
    response = _back(request, request.GET.get("next"))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=A_YEAR,
        path=settings.LANGUAGE_COOKIE_PATH,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response


@public_page
@cache_control(public=True, max_age=A_YEAR, immutable=True)
def mark(_request: HttpRequest, hue: str, identifier: str) -> HttpResponse:
    """The mark of an identifier as a picture of its own, for feeds and shared links."""
    if hue not in Hue:
        raise Http404(hue)
    return HttpResponse(marks.standalone(identifier, hue), content_type="image/svg+xml")


@public_page
@cache_control(public=True, max_age=24 * 60 * 60)
def favicon(_request: HttpRequest) -> HttpResponse:
    """The site's own mark."""
    return HttpResponse(marks.standalone(site.current().mark), content_type="image/svg+xml")


@public_page
@cache_control(public=True, max_age=24 * 60 * 60)
def old_favicon(_request: HttpRequest) -> HttpResponse:
    """Lead those who look for the site's mark where it once had to be."""
    return HttpResponseRedirect(reverse("ui:favicon"))


@public_page
@cache_control(public=True, max_age=A_YEAR, immutable=True)
def card(_request: HttpRequest, hue: str, identifier: str) -> HttpResponse:
    """The mark as the picture of a shared link; those who show such pictures take no SVG."""
    if hue not in Hue:
        raise Http404(hue)
    return HttpResponse(cards.card(identifier, Hue(hue)), content_type="image/png")


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component with realistic, long, missing and broken content; for staff."""
    if not request.user.is_staff:
        raise PermissionDenied
    return render(request, "ui/styleguide.html", specimens())
