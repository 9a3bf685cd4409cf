"""Reading what hangs on records, for many at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from eciap.foundation.languages.queries import bringing
from eciap.foundation.records.models import PUBLIC, Citation, EvidenceLink, Fact, Record
from eciap.foundation.ui.richtext import Cited
from eciap.foundation.ui.shapes import Link


def living() -> QuerySet[Record]:
    """Return the records that were not deleted."""
    return Record.objects.filter(deleted_at=None)


def facts_with_sources(owner: str = "") -> Prefetch[str]:
    """Prefetch `facts` with their words and sources, of records or of what `owner` leads to a record from.

    One query for any number of records.
    """
    return Prefetch(_through(owner, "facts"), bringing(Fact.objects.all(), "texts", "sources"))


def citations_with_sources(owner: str = "") -> Prefetch[str]:
    """Prefetch `citations` with their sources, as `facts_with_sources` does: one query for any number of records."""
    return Prefetch(_through(owner, "citations"), Citation.objects.select_related("source"))


def _through(owner: str, name: str) -> str:
    return f"{owner}__{name}" if owner else name


def evidence_of(record: Record) -> tuple[list[EvidenceLink], list[EvidenceLink]]:
    """Return what a public record rests on, and what rests on it, in one query."""
    links = (
        EvidenceLink.objects.filter(Q(to_record=record) | Q(from_record=record))
        .filter(from_record__deleted_at=None, to_record__deleted_at=None)
        .filter(from_record__audience__contains=[PUBLIC], to_record__audience__contains=[PUBLIC])
        .select_related("from_record", "to_record")
    )
    rests_on = [link for link in links if link.to_record_id == record.pk]
    rests_here = [link for link in links if link.from_record_id == record.pk]
    return rests_on, rests_here


def public_records(uuids: Iterable[UUID]) -> dict[UUID, Record]:
    """Return the living public records of these ids, in one query."""
    return living().filter(audience__contains=[PUBLIC]).in_bulk(list(uuids))


def cited(uuids: Iterable[UUID]) -> dict[UUID, Cited]:
    """Return the titles and addresses of public records, for the citations in rich text: one query."""
    found = public_records(uuids)
    return {uuid: Cited(str(record), record.address_here) for uuid, record in found.items()}


def named(uuids: Collection[UUID]) -> dict[UUID, Link]:
    """What these records are called and where they are, deleted ones without an address: one query."""
    found = Record.objects.in_bulk(list(uuids))
    return {uuid: Link(str(record), "" if record.deleted_at else record.address_here) for uuid, record in found.items()}


def uuids_called(words: str) -> set[UUID]:
    """The ids of records that have this in their title, or this address; deleted ones as well."""
    fitting = Record.objects.filter(Q(title__icontains=words) | Q(address=words))
    return set(fitting.values_list("pk", flat=True))
