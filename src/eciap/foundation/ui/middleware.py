"""The door: each request is stamped with its time, gets a reference, and is counted where somebody watches."""

from __future__ import annotations

from collections.abc import Callable
from secrets import token_hex
from time import perf_counter
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.utils import timezone

from eciap.foundation.ui import arrivals, metrics

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

type Answer = Callable[[HttpRequest], HttpResponseBase]


def stamp_arrivals(get_response: Answer) -> Answer:
    """Stamp requests with `received_at` and `reference`, and let the answer and the log carry the reference.

    A proxy that we trust may have given the request its name; a visitor may not.
    """

    def serve(request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get(arrivals.HEADER, "") if settings.TRUSTED_PROXIES else ""
        reference = given if arrivals.is_name(given) else token_hex(8)
        request.received_at = timezone.now()  # type: ignore[attr-defined]  # read by `arrivals.received_at`
        request.reference = reference  # type: ignore[attr-defined]  # quoted on problem pages
        with arrivals.named(reference):
            answer = get_response(request)
        answer.headers.setdefault(arrivals.HEADER, reference)
        return answer

    return serve


def count_requests(get_response: Answer) -> Answer:
    """Count answers by the route that was taken, and how long they took; addresses that lead nowhere are one route.

    Raises:
        MiddlewareNotUsed: when nobody watches.

    """
    if not settings.METRICS_PORT:
        raise MiddlewareNotUsed

    def serve(request: HttpRequest) -> HttpResponseBase:
        begin = perf_counter()
        answer = get_response(request)
        route = request.resolver_match.route if request.resolver_match else "none"
        metrics.REQUESTS.labels(request.method, route, str(answer.status_code)).inc()
        metrics.SECONDS.labels(route).observe(perf_counter() - begin)
        return answer

    return serve
