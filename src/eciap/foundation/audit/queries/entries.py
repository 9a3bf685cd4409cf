"""Reading the log: what happened to a record, what a pseudonym did, what happened last."""

from uuid import UUID

from django.db.models import QuerySet

from eciap.foundation.audit.models import Entry, Recorded


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
