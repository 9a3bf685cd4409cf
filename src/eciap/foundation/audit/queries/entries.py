"""Reading entries: what happened to a record, what a pseudonym did, and whatever else somebody looks for."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from eciap.foundation.audit.models import Entry, Recorded, Seal

PAGE = 50


@dataclass(frozen=True)
class Wanted:
    """What is looked for in the log; None and an empty word stand for everything, an empty set for nothing.

    `what` is how the verb begins, `by` are pseudonyms, `on` ids of records, `until` is not included.
    """

    what: str = ""
    by: frozenset[UUID] | None = None
    on: frozenset[UUID] | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Part:
    """One page of the log, newest first, and from which number on there is an older or a newer page."""

    entries: list[Entry]
    older: int | None
    newer: int | None


def entries_on(record: Recorded | UUID) -> QuerySet[Entry]:
    """Everything that was done to this record, in the order in which it was written."""
    record_id = record if isinstance(record, UUID) else record.record_id
    return Entry.objects.filter(record_id=record_id).order_by("id")


def entries_by(pseudonym: UUID) -> QuerySet[Entry]:
    """Everything that somebody did, in the order in which it was written."""
    return Entry.objects.filter(pseudonym=pseudonym).order_by("id")


def latest(limit: int = 50) -> QuerySet[Entry]:
    """The last entries, the newest first."""
    return Entry.objects.order_by("-id")[:limit]


def entries_wanted(wanted: Wanted) -> QuerySet[Entry]:
    """The entries that are looked for, newest first, each with its place in the chain, `sealed` (None: it waits)."""
    seal = Seal.objects.filter(entry=OuterRef("pk")).values("position")
    found = Entry.objects.annotate(sealed=Subquery(seal)).order_by("-id")
    if wanted.what:
        found = found.filter(verb__startswith=wanted.what)
    if wanted.by is not None:
        found = found.filter(pseudonym__in=wanted.by)
    if wanted.on is not None:
        found = found.filter(record_id__in=wanted.on)
    if wanted.since:
        found = found.filter(at__gte=wanted.since)
    if wanted.until:
        found = found.filter(at__lt=wanted.until)
    return found


def part_of(entries: QuerySet[Entry], *, before: int | None = None, after: int | None = None) -> Part:
    """One page of entries that are ordered newest first: those before a number, those after it, or the newest.

    One query, however long the log is.
    """
    if after is not None:
        found = list(entries.filter(pk__gt=after).order_by("id")[: PAGE + 1])
        shown = found[:PAGE][::-1]
        return Part(shown, older=shown[-1].pk if shown else None, newer=shown[0].pk if len(found) > PAGE else None)
    found = list((entries if before is None else entries.filter(pk__lt=before))[: PAGE + 1])
    shown = found[:PAGE]
    newer = shown[0].pk if shown and before is not None else None
    return Part(shown, older=shown[-1].pk if len(found) > PAGE else None, newer=newer)
