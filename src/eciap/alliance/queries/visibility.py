"""Which citable things a reader may see: the set for which the rule `may_see` is the point."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Model, QuerySet

from eciap.foundation.records.models import PUBLIC, Record
from eciap.foundation.records.queries import living
from eciap.foundation.records.search import audience_of

if TYPE_CHECKING:
    from eciap.alliance.rules import Reader


def visible_to[T: Model](things: QuerySet[T], person: Reader) -> QuerySet[T]:
    """Return those of the things that this reader may see; each of them owns a record.

    A visitor costs no query.
    """
    return things.filter(record__deleted_at=None, record__audience__overlap=audience_of(person))


def records_with_pages() -> list[Record]:
    """Return the public records of concrete actions and organisations, each of which has a page: one query."""
    public = living().filter(audience__contains=[PUBLIC], kind__in=["action", "organisation"])
    return list(public.order_by("address"))
