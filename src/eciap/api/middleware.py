"""What every request of the API passes on its way in and out: methods, language, caching, other origins, problems."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.encoding import escape_uri_path
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.csrf import csrf_exempt

from eciap.api.schemas import Problem, problem
from eciap.foundation.exchange.exports import LANGUAGES
from eciap.foundation.ui import arrivals

type View = Callable[..., HttpResponse]

METHODS = "GET, HEAD, OPTIONS"
FRESH = "public, max-age=60, stale-while-revalidate=600"

logger = logging.getLogger(__name__)


def public(view: View) -> View:
    """Let everybody read through a view, from any origin and without cookies."""

    @login_not_required
    @csrf_exempt
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        match request.method:
            case "GET" | "HEAD":
                response = _read(view, request, *args, **kwargs)
            case "OPTIONS":
                response = _options()
            case _:
                response = problem_response(request, problem(405, request.path), Allow=METHODS)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "Content-Language, ETag, Retry-After, X-Request-ID"
        return response

    return answered


def problem_response(request: HttpRequest, said: Problem, **headers: str) -> HttpResponse:
    """Answer with a problem; nobody keeps it."""
    body = said.model_dump(mode="json", exclude_defaults=True, context={"request": request})
    body["instance"] = escape_uri_path(body["instance"])
    text = json.dumps(body, ensure_ascii=False)
    headers = {"Cache-Control": "no-store", "Content-Language": "en", **headers}
    return HttpResponse(text, content_type="application/problem+json", status=said.status, headers=headers)


def _options() -> HttpResponse:
    allowed = {"Allow": METHODS, "Access-Control-Allow-Methods": METHODS, "Access-Control-Max-Age": "86400"}
    return HttpResponse(status=204, headers={**allowed, "Access-Control-Allow-Headers": "If-None-Match"})


def _read(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Ask the view in the reader's language; whatever is raised becomes a problem.

    HEAD is answered like GET: the server leaves the body out.
    """
    method, request.method = request.method, "GET"
    try:
        with translation.override(_language(request)):
            response = view(request, *args, **kwargs)
            response.headers.setdefault("Content-Language", translation.get_language() or "en")
    except Http404 as missing:
        return problem_response(request, problem(404, request.path, _words(missing)))
    except (BadRequest, SuspiciousOperation):
        return problem_response(request, problem(400, request.path))
    except Exception:
        reference = f"500-{arrivals.reference()}"
        logger.exception("Problem %s at %s", reference, request.path)
        return problem_response(request, problem(500, request.path, reference=reference))
    finally:
        request.method = method
    return _kept(request, response) if response.status_code == 200 else response


def _kept(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let clients and caches keep an answer, and ask whether it still holds."""
    response.headers.setdefault("Cache-Control", FRESH)
    patch_vary_headers(response, ["Accept-Language"])
    etag = f'"{sha256(response.content).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    if "If-None-Match" not in request.headers:
        return response
    return get_conditional_response(request, etag=etag, response=response) or response


def _language(request: HttpRequest) -> str:
    """Return the language that is asked for by `lang` or else by the browser; the first of ours where none fits."""
    if (asked := request.GET.get("lang")) in LANGUAGES:
        return str(asked)
    for tag, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        for known in (tag, tag.partition("-")[0]):
            if known in LANGUAGES:
                return known
    return LANGUAGES[0]


def _words(missing: Http404) -> str:
    return str(missing.args[0]) if missing.args and isinstance(missing.args[0], str) else ""
