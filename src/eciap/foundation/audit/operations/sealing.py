"""Sealing: entries are chained by hash afterwards, in the order of their numbers, and the head is published.

A number is given before its transaction ends, so an entry may become visible after one with a higher number. The sealer
therefore goes no further than where no number can turn up any more: it notes the last number that was given, and waits
until everybody who was writing to the log at that moment has ended. Nobody waits for the sealer.
"""

from dataclasses import asdict

from django.db import connection, transaction

from eciap.foundation.audit import queries
from eciap.foundation.audit.chain import Head, link
from eciap.foundation.audit.models import Digest, Entry, Seal
from eciap.foundation.audit.operations.writing import log
from eciap.foundation.audit.queries.seals import PUBLISHED

AT_ONCE = 5_000  # entries in one transaction, so that none is long
LOCK = 0x7365_616C  # one sealer at a time, however many workers there are
LOOKS, PAUSE = (
    200,
    0.05,
)  # for how long the sealer waits for those who write: ten seconds, then it is the next one's turn


@transaction.atomic
def seal_entries(*, most: int = AT_ONCE) -> int:
    """Seal the next entries and return how many there were; fewer than `most` means that no more can be sealed now.

    Takes an advisory lock, so that sealers wait for each other; nobody else does.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    last = queries.last_seal()
    ready = Entry.objects.filter(pk__gt=last.entry, pk__lte=_number_that_is_final(last.entry))
    seals = []
    for number, digest in ready.order_by("pk").values_list("pk", Digest())[:most]:
        position = last.position + 1
        chained = link(bytes(last.link), position=position, entry=number, digest=bytes(digest))
        last = Seal(position=position, entry=number, digest=digest, link=chained)
        seals.append(last)
    Seal.objects.bulk_create(seals)
    return len(seals)


@transaction.atomic
def publish_head() -> Head | None:
    """Write the head of the chain into the log, from where the page of heads takes it; None while nothing is sealed."""
    head = queries.head()
    if head is not None:
        log(PUBLISHED, by=None, data=asdict(head))
    return head


def _number_that_is_final(sealed: int) -> int:
    """Return a number up to which entries are there or will never be; `sealed` when somebody writes for long."""
    given = queries.last_number_given()
    before_us = queries.writers()
    for _look in range(LOOKS):
        if not before_us & queries.writers():
            return given
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(%s)", [PAUSE])
    return sealed
