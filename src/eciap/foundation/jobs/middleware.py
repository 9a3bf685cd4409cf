"""Probes are answered before anything else is asked of a request."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from eciap.foundation.jobs.views import healthz, readyz

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

PROBES = {"/healthz": healthz, "/readyz": readyz}


def answer_probes(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Answer `/healthz` and `/readyz` by whatever name they are asked.

    Probes come from inside, by number and in the clear; they have neither session nor language.
    """

    def serve(request: HttpRequest) -> HttpResponseBase:
        probe = PROBES.get(request.path_info)
        return probe(request) if probe else get_response(request)

    return serve
