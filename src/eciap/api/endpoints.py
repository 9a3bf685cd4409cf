"""The API: the endpoints of every context under one roof, strict about parameters, plain about problems."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Query, Router
from ninja.errors import HttpError, Throttled, ValidationError
from ninja.operation import Operation
from ninja.renderers import JSONRenderer

from eciap.alliance import endpoints as alliance
from eciap.api.middleware import problem_response
from eciap.api.schemas import Index, index, mistakes, problem
from eciap.foundation.exchange.exports import Wanted
from eciap.portal import endpoints as portal
from eciap.roadmaps import endpoints as roadmaps
from eciap.vocabulary import endpoints as vocabulary

type Run = Callable[..., HttpResponse]

COLLECTIONS = ("themes", "territories", "organisations", "actions", "recommendations", "news", "publications")
DESCRIPTION = (
    "Everything that the public pages say, for machines: read-only, without an account, from any origin.\n\n"
    "Facts come with their sources and with how certain they are; what is not recorded is null. Texts come in the "
    "language of `lang` or `Accept-Language`, or in that of the original where nobody has translated them."
)


class Renderer(JSONRenderer):
    """Writes letters as they are."""

    json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(
    title="Open data of the alliance",
    version="1.0.0",
    description=DESCRIPTION,
    openapi_url=None,
    docs_url=None,
    renderer=Renderer(),
)
front = Router(tags=["Start"])


@front.get("/", response=Index, operation_id="getIndex", summary="Where everything is")
def start(request: HttpRequest, wanted: Query[Wanted]) -> Index:
    """The addresses of all lists, of this description, and of the page that explains it."""
    return index(api.title, api.version, COLLECTIONS)


def strict(run: Run) -> Run:
    """Refuse parameters that an operation does not know, and those given twice: a misspelt filter filters nothing."""
    operation: Operation = run.__self__  # type: ignore[attr-defined]  # ninja hands over the bound method
    known = {
        name
        for model in operation.models
        if model.__ninja_param_source__ == "query"
        for name in model.__ninja_flatten_map__
    }

    @wraps(run)
    def checked(request: HttpRequest, **values: Any) -> HttpResponse:
        wrong = [
            {"loc": ("query", name), "msg": "Given more than once" if name in known else "No such parameter"}
            for name, given in request.GET.lists()
            if name not in known or len(given) > 1
        ]
        return _invalid(request, ValidationError(wrong)) if wrong else run(request, **values)

    return checked


def _invalid(request: HttpRequest, wrong: ValidationError) -> HttpResponse:
    found = mistakes(wrong.errors)
    detail = "; ".join(f"{mistake.parameter}: {mistake.detail}" for mistake in found[:3])
    return problem_response(request, problem(422, request.path, detail, errors=found))


def _refused(request: HttpRequest, refusal: HttpError) -> HttpResponse:
    wait = refusal.wait if isinstance(refusal, Throttled) else None
    headers = {"Retry-After": str(int(wait) + 1)} if wait else {}
    return problem_response(request, problem(refusal.status_code, request.path), **headers)


def _raised(request: HttpRequest, exception: Exception) -> HttpResponse:
    raise exception  # the door that every request passes says it in words


# Ninja has handlers of its own for each of these; the nearest class of an exception is asked.
HANDLERS: dict[type[Exception], Any] = {
    ValidationError: _invalid,
    HttpError: _refused,
    Http404: _raised,
    Exception: _raised,
}
for kind, handler in HANDLERS.items():
    api.add_exception_handler(kind, handler)
api.add_decorator(strict, mode="view")
for router in (front, vocabulary.router, alliance.router, roadmaps.router, portal.router):
    api.add_router("", router)
