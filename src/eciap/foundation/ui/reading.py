"""What everybody may read: a view that needs no account and answers to nothing but reading."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

type View = Callable[..., HttpResponseBase]


def public_page[V: View](view: V) -> V:
    """Let everybody read through a view; any method but GET and HEAD is refused with those that are allowed.

    It needs no token against forged requests, since none that could change anything comes through. Without the
    exemption a wrong method would be taken for a forgery and told nothing of what is allowed.
    """
    return csrf_exempt(login_not_required(require_safe(view)))
