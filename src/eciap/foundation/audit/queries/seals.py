"""Reading the seals: how far they reach, what waits for one, and which heads were published."""

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from eciap.foundation.audit.chain import GENESIS, Head
from eciap.foundation.audit.models import Entry, Seal

PUBLISHED = "audit.head.published"

# A table stays locked like this by whoever has written to it, until the end of their transaction.
WRITERS = """
SELECT virtualtransaction FROM pg_locks
WHERE relation = 'audit_entry'::regclass AND mode = 'RowExclusiveLock' AND granted
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND pid IS DISTINCT FROM pg_backend_pid()
"""
LAST_NUMBER = "SELECT coalesce(pg_sequence_last_value(pg_get_serial_sequence('audit_entry', 'id')::regclass), 0)"


def last_seal() -> Seal:
    """The last seal; before the first one, a seal of nothing."""
    return Seal.objects.order_by("-position").first() or Seal(position=0, entry=0, digest=GENESIS, link=GENESIS)


def head() -> Head | None:
    """The head of the chain as it is now, if anything was sealed."""
    last = last_seal()
    return Head(last.position, last.entry, bytes(last.link).hex()) if last.position else None


def published_heads() -> QuerySet[Entry]:
    """The entries that published a head, the newest first; `data` has its position, entry and digest."""
    return Entry.objects.filter(verb=PUBLISHED).order_by("-id")


def unsealed() -> QuerySet[Entry]:
    """The entries that have no seal."""
    return Entry.objects.filter(~Exists(Seal.objects.filter(entry=OuterRef("pk")))).order_by("id")


def waiting() -> QuerySet[Entry]:
    """The entries after the last seal, which the next ones will be for."""
    return Entry.objects.filter(pk__gt=last_seal().entry).order_by("id")


def last_number_given() -> int:
    """The last number that was given to an entry, whether or not its transaction has ended."""
    with connection.cursor() as cursor:
        cursor.execute(LAST_NUMBER)
        return int(cursor.fetchone()[0])


def writers() -> set[str]:
    """The other transactions that have written to the log, or are about to, and have not ended."""
    with connection.cursor() as cursor:
        cursor.execute(WRITERS)
        return {name for (name,) in cursor.fetchall()}
