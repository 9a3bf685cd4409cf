"""The demonstration: step into a role with one click, and read the letters that would have been sent."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from eciap.foundation.jobs.queries import letters_going_out
from eciap.foundation.ui.arrivals import received_at
from eciap.foundation.ui.reading import public_page
from eciap.portal.operations import demo
from eciap.portal.operations.desks import DESKS

BACKEND = "django.contrib.auth.backends.ModelBackend"
MOST_LETTERS = 50


@public_page
@never_cache
def room(request: HttpRequest) -> HttpResponse:
    """Show the roles and the letters."""
    here = request.user.email if request.user.is_authenticated else ""
    return render(
        request,
        "portal/demo/room.html",
        {"parts": demo.PARTS, "here": here, "letters": letters_going_out()[:MOST_LETTERS]},
    )


@login_not_required
@require_POST
def step_into(request: HttpRequest, key: str) -> HttpResponse:
    """Sign the visitor in as the person who plays the part."""
    try:
        person = demo.step_into(key=key, at=received_at(request))
    except demo.NoSuchPart as unknown:
        raise Http404 from unknown
    except demo.NothingToPlayFor:
        messages.error(request, _("The content has nothing to play this role for. Load the content first."))
        return redirect("demo:room")
    login(request, person, backend=BACKEND)
    messages.success(request, _("You play a role now: %(name)s.") % {"name": person.name})
    has_desk = any(part.key == key and part.role in DESKS for part in demo.PARTS)
    return redirect("wagtailadmin_home" if has_desk else reverse("demo:room"))


@public_page
@never_cache
def letter(request: HttpRequest, key: int) -> HttpResponse:
    """Show one letter."""
    found = get_object_or_404(letters_going_out(), pk=key)
    return render(request, "portal/demo/letter.html", {"letter": found})
