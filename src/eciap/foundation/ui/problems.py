"""Pages for when something went wrong: what happened, what was kept, what to do next, a reference to quote."""

from __future__ import annotations

import logging

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext as _

from eciap.foundation.ui import arrivals
from eciap.foundation.ui.components.frame import front_page
from eciap.foundation.ui.shapes import Link, Problem

logger = logging.getLogger(__name__)


def _ways_on(request: HttpRequest) -> tuple[Link, ...]:
    return (Link(_("To the front page"), front_page()), Link(_("Try again"), request.get_full_path()))


def _reference(status: int) -> str:
    """What a reader may quote: the status, and the reference that the log has beside each of its lines."""
    return f"{status}-{arrivals.reference()}"


def _nothing_lost() -> str:
    return _("Nothing was changed; what you had saved is still there.")


def problem_of(status: int, request: HttpRequest) -> Problem:
    """What to say for each status."""
    words = {
        400: (
            _("We could not read this request"),
            _("Something in the address or in the form was not as we expect it."),
        ),
        403: (_("This page is not open to you"), _("You may need to sign in, or the page belongs to others.")),
        404: (_("There is no page here"), _("The address may be mistyped, or the page was moved or taken away.")),
        429: (
            _("That was too many tries"),
            _("To keep everybody safe we stop after many tries. In a few minutes you can go on."),
        ),
        503: (
            _("We are not ready yet"),
            _("The platform is starting or being looked after. It will be back in a moment."),
        ),
    }
    title, happened = words.get(status, words[400])
    return Problem(
        title,
        happened,
        kept=_nothing_lost(),
        next_steps=_ways_on(request),
        reference=_reference(status),
        status=status,
    )


def problem_response(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The problem as a page; its reference stands in the log as well."""
    logger.info("Problem %s at %s", problem.reference, request.path)
    return render(request, "ui/problem.html", {"problem": problem}, status=problem.status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """`handler400`; a request for a host that is not ours has no page of ours either."""
    if isinstance(exception, DisallowedHost):
        return HttpResponse(_("This platform is not known under that name."), status=400, content_type="text/plain")
    return problem_response(request, problem_of(400, request))


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """`handler403`."""
    return problem_response(request, problem_of(403, request))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """`handler404`."""
    return problem_response(request, problem_of(404, request))


def too_many(request: HttpRequest) -> HttpResponse:
    """For rate limits."""
    return problem_response(request, problem_of(429, request))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """`CSRF_FAILURE_VIEW`: most often a form that was open for too long, or refused cookies."""
    problem = Problem(
        _("We could not be sure that this came from you"),
        _("The form was open for a long time, or your browser keeps no cookies for this site."),
        kept=_("Nothing was sent. Go back in your browser: your words are still in the form. Send it again."),
        next_steps=_ways_on(request),
        reference=_reference(403),
        status=403,
    )
    return problem_response(request, problem)


def server_error(request: HttpRequest) -> HttpResponse:
    """`handler500`: must work when nothing else does, so it asks neither the database nor the context processors."""
    reference = _reference(500)
    logger.error("Problem %s at %s", reference, request.path)
    return HttpResponse(loader.render_to_string("500.html", {"reference": reference}), status=500)
