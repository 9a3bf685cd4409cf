"""Which citable things a reader may see: the set for which the rule `may_see` is the point."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Model, QuerySet

from eciap.alliance.rules import audience_of

if TYPE_CHECKING:
    from eciap.alliance.rules import Reader


def visible_to[T: Model](things: QuerySet[T], person: Reader) -> QuerySet[T]:
    """Return those of the things that this reader may see; each of them owns a record.

    A visitor costs no query.
    """
    return things.filter(record__deleted_at=None, record__audience__overlap=sorted(audience_of(person)))
