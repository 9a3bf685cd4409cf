"""Limits what a request may bring before anything of it is read.

    @takes_files(largest=20 * 1024**2, most=3)
    def apply(request): ...

A view that says nothing takes one file, as large as the platform allows. From visitors who have to sign in first no
file is kept at all.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from eciap.foundation.ui.problems import too_large

WORDS = 5 * 1024**2  # room for everything in a form that is not a file


@dataclass(frozen=True)
class Takes:
    """How large a file may be, and how many may come at once."""

    largest: int
    most: int = 1

    @property
    def altogether(self) -> int:
        """How large a whole request may be."""
        return self.largest * self.most + WORDS


def takes_files[F: Callable[..., Any]](*, largest: int, most: int = 1) -> Callable[[F], F]:
    """Say what a view takes; `largest` is in bytes, and no more than the operator allows."""

    def declare(view: F) -> F:
        takes = Takes(min(largest, settings.LARGEST_UPLOAD), most)
        view.takes_files = takes  # type: ignore[attr-defined]  # as Django marks its views
        return view

    return declare


class UploadLimits:
    """Stands before the check of forms against forgery, which reads the request; notes the limit for `adapters`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Take the next in line."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Leave the rest to the next in line."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Refuse what is too large as a whole, and say how large a file may become."""
        takes: Takes = getattr(view, "takes_files", Takes(settings.LARGEST_UPLOAD))
        if _length(request) > takes.altogether:
            return too_large(request, megabytes=takes.altogether // 1024**2)
        request.largest_upload = partial(_largest, request, view, takes)  # type: ignore[attr-defined]  # ours alone
        return None


def _largest(request: HttpRequest, view: Callable[..., Any], takes: Takes) -> int:
    """Return how large a file may become; asked when there is one, since it asks who the visitor is."""
    must_sign_in = getattr(view, "login_required", True) and not request.user.is_authenticated
    return 0 if must_sign_in else takes.largest


def _length(request: HttpRequest) -> int:
    """Return how much the request says it brings; Django reads no more than that."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isdecimal() else 0
