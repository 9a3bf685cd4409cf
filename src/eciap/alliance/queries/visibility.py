"""Which citable things a reader may see: the set for which the rule `may_see` is the point."""

from __future__ import annotations

from collections.abc import Iterable
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
    return open_to(things, audience_of(person))


def open_to[T: Model](things: QuerySet[T], audience: Iterable[str]) -> QuerySet[T]:
    """Return those of the things that whoever belongs to one of these audiences may see."""
    return things.filter(record__deleted_at=None, record__audience__overlap=list(audience))


def records_with_pages() -> list[Record]:
    """Return the public records of concrete actions and organisations, each of which has a page: one query."""
    public = living().filter(audience__contains=[PUBLIC], kind__in=["action", "organisation"])
    return list(public.order_by("address"))
