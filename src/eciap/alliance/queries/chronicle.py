"""Reading what happened in the life of the alliance."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, QuerySet

from eciap.alliance.models import ChronicleEntry
from eciap.alliance.queries.visibility import visible_to
from eciap.foundation.languages.display import format_period, localised
from eciap.foundation.languages.queries import bringing
from eciap.foundation.records.models import PUBLIC, Record
from eciap.foundation.records.queries import citations_with_sources, living
from eciap.foundation.ui.shapes import Moment

if TYPE_CHECKING:
    from uuid import UUID

    from eciap.alliance.rules import Reader


def chronicle(person: Reader = None) -> QuerySet[ChronicleEntry]:
    """Return the chronicle as it happened, with words, sources and the public records of each entry: three queries."""
    related = living().filter(audience__contains=[PUBLIC])
    return _told(person).prefetch_related(Prefetch("related", related), citations_with_sources("record"))


def chronicle_of(record: Record, person: Reader = None) -> QuerySet[ChronicleEntry]:
    """Return the entries that belong to a record: its story, in one query."""
    return _told(person).filter(related=record)


def story_of(record: Record, person: Reader = None) -> list[Moment]:
    """Return what the chronicle tells of a record, as the timeline component takes it: one query."""
    return [as_moment(entry) for entry in chronicle_of(record, person)]


def chronicle_at(records: Collection[UUID] | QuerySet[Any, UUID], person: Reader = None) -> QuerySet[ChronicleEntry]:
    """Return the entries that own these records, as they happened: one query."""
    return visible_to(bringing(ChronicleEntry.objects.filter(record__in=records), "texts"), person)


def as_moment(entry: ChronicleEntry, *, major: bool = False) -> Moment:
    """Show an entry as a moment of a timeline that leads to its place in the chronicle."""
    period = entry.period
    when = format_period(period) if period.is_open else str(period)
    return Moment(when, entry.text.what, url=localised(entry.get_absolute_url()), major=major)


def milestones(slugs: Iterable[str], person: Reader = None) -> list[ChronicleEntry]:
    """Return these entries as they happened: one query."""
    return list(_told(person).filter(slug__in=list(slugs)))


def _told(person: Reader) -> QuerySet[ChronicleEntry]:
    return visible_to(bringing(ChronicleEntry.objects.select_related("record"), "texts"), person)
