"""Notes where somebody is signed in, and asks those for a second factor whose role opens much."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from eciap.foundation.accounts import queries

NOTED_FOR = 300  # seconds; a note at every request would be a write at every request


class SessionsMiddleware:
    """Keeps the list of a person's sessions, whichever way they came in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Stand before the views."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Note the session; each worker does so once in five minutes."""
        key = request.session.session_key
        if key and request.user.is_authenticated and caches["memory"].add(f"accounts:seen:{key}", 1, NOTED_FOR):
            UserSession.objects.create_from_request(request)
        return self.get_response(request)


class SecondFactorMiddleware:
    """Leads whoever needs a second factor and has none to the page where one is set up.

    What the public may see stays open to them, and so does their account; everything that asks for login is closed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Stand before the views."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on; which view it is for is known below."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Let the view answer, or lead away from it."""
        if not settings.SECOND_FACTOR_REQUIRED or not request.user.is_authenticated or not _is_closed(request, view):
            return None
        if not queries.lacks_second_factor(request.user):
            return None
        way_back = request.get_full_path() if request.method == "GET" else ""
        address = reverse("accounts_second_factor")
        return HttpResponseRedirect(f"{address}?{urlencode({'next': way_back})}" if way_back else address)


def _is_closed(request: HttpRequest, view: Callable[..., Any]) -> bool:
    # Some of Wagtail's own views ask for login by themselves, past the middleware.
    asks_for_login = getattr(view, "login_required", True) or request.path_info.startswith("/cms/")
    return asks_for_login and not request.path_info.startswith("/accounts/")
