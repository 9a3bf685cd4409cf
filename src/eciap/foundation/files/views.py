"""The one way out for files: whoever the rule lets gets a download, everybody else learns nothing.

Nothing is ever shown from the site's own origin: an answer is an attachment of a kind that no browser runs, under a
policy that would keep it from running if one tried.
"""

import re
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

from eciap.foundation.files import queries, store
from eciap.foundation.files.enums import PICTURES
from eciap.foundation.files.models import StoredFile
from eciap.foundation.files.rules import may_have
from eciap.foundation.ui.reading import public_page

NOTHING_RUNS = "default-src 'none'; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
ONE_PART = re.compile(r"bytes=(\d*)-(\d*)")


@public_page  # a rule decides, and to strangers there is nothing here
def stored_file(request: HttpRequest, uuid: UUID, name: str) -> HttpResponseBase:
    """Give out a file, or a part of it.

    Raises:
        Http404: when there is none, and when it is not for this visitor.

    """
    file = queries.file_at(uuid, name)
    if file is None or not may_have(request.user, file):
        raise Http404
    if address := _address_elsewhere(request, file):
        return _private(HttpResponseRedirect(address))
    # A compressed part of a file would be no part of it, and most kinds are compressed already.
    request.META.pop("HTTP_ACCEPT_ENCODING", None)
    unchanged = get_conditional_response(request, etag=_etag(file), response=_private(HttpResponse()))
    if unchanged is not None and unchanged.status_code != 200:
        unchanged.headers["ETag"] = _etag(file)
        return unchanged
    return _described(_answer(request, file), file)


def _answer(request: HttpRequest, file: StoredFile) -> HttpResponseBase:
    begin, end = _part_asked_for(request, file)
    if begin >= end:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{file.size}", "Content-Length": "0"})
    headers = {"Content-Length": str(end - begin)}
    is_part = end - begin < file.size
    if is_part:
        headers["Content-Range"] = f"bytes {begin}-{end - 1}/{file.size}"
    status = 206 if is_part else 200
    if request.method == "HEAD":
        return HttpResponse(status=status, headers=headers)
    return StreamingHttpResponse(store.current().read(file.key, begin, end), status=status, headers=headers)


def _part_asked_for(request: HttpRequest, file: StoredFile) -> tuple[int, int]:
    """Return where the part begins and ends; the whole file where no single part of this very file is asked for."""
    asked = ONE_PART.fullmatch(request.headers.get("Range", ""))
    same = request.headers.get("If-Range", _etag(file)) == _etag(file)
    if not asked or not same or not any(asked.groups()):
        return 0, file.size
    first, last = asked.groups()
    if not first:
        return max(0, file.size - int(last)), file.size
    return int(first), min(int(last) + 1, file.size) if last else file.size


def _address_elsewhere(request: HttpRequest, file: StoredFile) -> str | None:
    """Return an address of the storage itself, where the operator wants that; pages may show our own pictures only."""
    if not settings.FILES_SIGNED_FOR or request.method == "HEAD" or file.kind in PICTURES:
        return None
    return store.current().address(file.key, seconds=settings.FILES_SIGNED_FOR)


def _etag(file: StoredFile) -> str:
    return f'"{file.sha256}"'


def _described(response: HttpResponseBase, file: StoredFile) -> HttpResponseBase:
    response.headers["Content-Type"] = file.kind
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file.name)
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["ETag"] = _etag(file)
    return _private(response)


def _private[R: HttpResponseBase](response: R) -> R:
    """Let nobody keep it but the visitor's own browser, and that only to ask again whether it may be shown."""
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Content-Security-Policy"] = NOTHING_RUNS
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
