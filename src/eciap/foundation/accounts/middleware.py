"""Notes where somebody is signed in and when they were last seen there."""

from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.core.cache import caches
from django.http import HttpRequest
from django.http.response import HttpResponseBase

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
