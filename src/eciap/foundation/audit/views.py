"""The secretariat's page of the log, the log as a file, and the heads that everybody may keep."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe

from eciap.foundation.audit import components, exports, operations, queries, registry
from eciap.foundation.audit.forms import Asked, LogForm
from eciap.foundation.audit.rules import may_read
from eciap.foundation.audit.states import tables
from eciap.foundation.ui.reading import public_page
from eciap.foundation.ui.shapes import Field, Link

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from eciap.foundation.audit.models import Acting, Entry

HEADS = 366  # a year of them
MOST_IDS = 50  # of those that were looked for, in the entry that says so


@dataclass(frozen=True)
class Told:
    """An entry with names in the place of ids; nobody by name is the platform itself, or somebody who is gone."""

    entry: Entry
    by: Link
    on: Link | None
    data: list[tuple[str, str]]


@require_GET
@never_cache
def log(request: HttpRequest) -> HttpResponse:
    """Show the log, newest first, and note that it was read: it tells who did what."""
    reader = _reader(request)
    form, asked = _asked(request)
    part = queries.part_of(queries.entries_wanted(asked.wanted), before=asked.before, after=asked.after)
    names = registry.names_of(
        {found for entry in part.entries for found in (entry.pseudonym, entry.record_id) if found}
    )
    _note(reader, "audit.log", asked)
    filters = {name: value for name, value in request.GET.items() if value and name not in {"before", "after"}}
    context = {
        "entries": [_told(entry, names) for entry in part.entries],
        "part": part,
        "fields": _fields(form),
        "errors": [error for name in form.errors for error in form.errors[name]],
        "reset": request.path if filters or asked.before or asked.after else "",
        "filters": filters,
    }
    return render(request, "audit/log.html", context)


@require_GET
@never_cache
def export(request: HttpRequest) -> StreamingHttpResponse:
    """Give the entries that are looked for as a file, and note that it was taken."""
    reader = _reader(request)
    _form, asked = _asked(request)
    _note(reader, "audit.export", asked)
    answer = StreamingHttpResponse(
        exports.lines(queries.entries_wanted(asked.wanted)), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="log-{timezone.now():%Y-%m-%d}.csv"'
    return answer


@require_safe
def states(request: HttpRequest) -> HttpResponse:
    """Draw every table of states, for the secretariat and for those who develop.

    Raises:
        PermissionDenied: for others.

    """
    if not (request.user.is_staff or may_read(request.user)):
        raise PermissionDenied
    drawings = [(table, components.drawing(table)) for table in tables()]
    return render(request, "audit/states.html", {"drawings": drawings})


@public_page
def heads(request: HttpRequest) -> HttpResponse:
    """Show the heads of the chain, for everybody to keep a copy."""
    return render(request, "audit/heads.html", {"published": queries.published_heads()[:HEADS], "head": queries.head()})


@public_page
def heads_as_json(request: HttpRequest) -> JsonResponse:
    """Give the same to machines."""
    head = queries.head()
    published = [{"at": entry.at, **entry.data} for entry in queries.published_heads()[:HEADS]]
    return JsonResponse({"now": asdict(head) if head else None, "published": published})


def _reader(request: HttpRequest) -> Acting:
    """Return who is here.

    Raises:
        PermissionDenied: when they may not read the log.

    """
    if isinstance(request.user, AnonymousUser) or not may_read(request.user):
        raise PermissionDenied
    return request.user


def _asked(request: HttpRequest) -> tuple[LogForm, Asked]:
    form = LogForm(request.GET)
    return form, form.asked()


def _note(reader: Acting, of: str, asked: Asked) -> None:
    """Note what was looked for by ids: the words may be somebody's name."""
    wanted = asked.wanted
    data: dict[str, Any] = {
        "what": wanted.what,
        "by": sorted(map(str, wanted.by))[:MOST_IDS] if wanted.by is not None else None,
        "on": sorted(map(str, wanted.on))[:MOST_IDS] if wanted.on is not None else None,
        "since": wanted.since,
        "until": wanted.until,
        "before": asked.before,
        "after": asked.after,
    }
    operations.note_reading(of=of, by=reader, data={name: value for name, value in data.items() if value})


def _told(entry: Entry, names: Mapping[UUID, Link]) -> Told:
    by = Link(registry.name_of(entry.pseudonym, names))
    on = names.get(entry.record_id, Link(str(entry.record_id))) if entry.record_id else None
    return Told(entry, by, on, [(name, _said(value)) for name, value in sorted(entry.data.items())])


def _said(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _fields(form: LogForm) -> list[Field]:
    # A browser complains of a date that is none.
    said = {name: "" if name in form.errors else form.data.get(name, "") for name in form.fields}
    return [
        Field("what", _("What was done"), said["what"], kind="text", placeholder="alliance.role"),
        Field("who", _("Who"), said["who"], kind="text", placeholder=_("Name or e-mail address")),
        Field("on", _("On what"), said["on"], kind="text", placeholder=_("Title or address")),
        Field("since", _("From"), said["since"], kind="date"),
        Field("until", _("To"), said["until"], kind="date"),
    ]
