"""Somebody who owns the database: may drop every trigger, and writes what they like."""

from collections.abc import Callable

from django.db import connection

from eciap.foundation.audit.chain import GENESIS, link
from eciap.foundation.audit.models import Digest, Entry, Seal

TABLES = ("audit_entry", "audit_seal")


def forge(statement: str, *values: object) -> None:
    """Run a statement with every trigger off."""
    _without_triggers(lambda: connection.cursor().execute(statement, values or None))


def forge_all_seals() -> None:
    """Compute the whole chain anew, so that it bears out what the log says now."""
    _without_triggers(_seal_anew)


def _without_triggers(write: Callable[[], object]) -> None:
    for table in TABLES:
        connection.cursor().execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
    write()
    for table in TABLES:
        connection.cursor().execute(f"ALTER TABLE {table} ENABLE TRIGGER ALL")


def _seal_anew() -> None:
    Seal.objects.all().delete()
    before = GENESIS
    for position, (number, digest) in enumerate(Entry.objects.order_by("pk").values_list("pk", Digest()), 1):
        before = link(before, position=position, entry=number, digest=bytes(digest))
        Seal.objects.create(position=position, entry=number, digest=digest, link=before)
