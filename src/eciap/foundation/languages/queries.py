"""Reading things together with their texts, in one query instead of one more for each relation."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Any, cast

from django.db import connection
from django.db.models import (
    BooleanField,
    CharField,
    DateTimeField,
    F,
    ForeignKey,
    Func,
    IntegerField,
    JSONField,
    Model,
    QuerySet,
    TextField,
)

_PREFIX = "_brought_"
# What JSON gives back as it was; all else is read by its field.
_AS_IT_IS = (BooleanField, CharField, ForeignKey, IntegerField, TextField)


class Bringing(QuerySet[Any, Any]):
    """A query whose rows carry their relations as JSON, and hand them out as if they had been prefetched."""

    def _fetch_all(self) -> None:
        fresh = self._result_cache is None
        super()._fetch_all()
        if fresh:
            relations = [name for name in self.query.annotation_select if name.startswith(_PREFIX)]
            for thing in cast("Iterable[object]", self._result_cache):
                if isinstance(thing, Model):
                    _hand_out(thing, relations)


def bringing[T: Model](things: QuerySet[T], *relations: str) -> QuerySet[T]:
    """Let a query bring the rows of small relations along: `bringing(actions, "texts", "theme__texts")`.

    It reads as `prefetch_related` does and costs no query of its own. What stands before `__` is a foreign key that the
    query joins by `select_related`. For a few short rows each; rows in plenty are better prefetched. Times are read
    only when somebody asks for them.
    """
    brought = {_PREFIX + relation: _as_json(things.model, relation) for relation in relations}
    found: Any = things.annotate(**brought)
    found.__class__ = Bringing
    return cast("QuerySet[T]", found)


def built_once[**P, T: Model](query: Callable[P, QuerySet[T]]) -> Callable[P, QuerySet[T]]:
    """Put a query together once for each of its arguments, and hand out a fresh copy each time.

    For what every page asks: to put a query with subqueries together takes longer than to ask it.
    """
    built = cast("Callable[P, QuerySet[T]]", lru_cache(maxsize=64)(query))

    @wraps(query)
    def copy(*args: P.args, **kwargs: P.kwargs) -> QuerySet[T]:
        return built(*args, **kwargs).all()

    return copy


@dataclass(frozen=True)
class _Plan:
    """How a relation is read: the name under which it is kept, its model, columns with what reads them, and SQL."""

    owner: str
    name: str
    model: type[Model]
    columns: tuple[tuple[str, Callable[[Any], Any] | None], ...]
    sql: str

    def row(self, values: dict[str, Any]) -> Model:
        """Make an instance of what JSON holds."""
        names = [name for name, _read in self.columns]
        read = [read(values[name]) if read else values[name] for name, read in self.columns]
        return self.model.from_db(None, names, read)


def _as_json(model: type[Model], relation: str) -> Func:
    plan = _plan(model, relation)
    key = F(f"{plan.owner}_id" if plan.owner else "pk")
    return Func(key, template=plan.sql, output_field=JSONField())


@lru_cache(maxsize=256)
def _plan(model: type[Model], relation: str) -> _Plan:
    owner, _, name = relation.rpartition("__")
    start: Any = model._meta.get_field(owner).related_model if owner else model
    field: Any = start._meta.get_field(name)
    related: Any = field.related_model
    columns = [column for column in related._meta.concrete_fields if not isinstance(column, DateTimeField)]
    read = tuple((c.attname, None if type(c) in _AS_IT_IS else c.to_python) for c in columns)
    return _Plan(owner, name, related, read, _sql(field, related))


def _sql(field: Any, related: Any) -> str:
    """Write the subquery once, by hand: to have it compiled for every request costs more than to ask twice."""
    quote = connection.ops.quote_name
    table, order = quote(related._meta.db_table), _order(related)
    if field.many_to_many:
        link, here, there = (
            quote(part) for part in (field.m2m_db_table(), field.m2m_column_name(), field.m2m_reverse_name())
        )
        joined = f"{table} brought JOIN {link} link ON link.{there} = brought.{quote(related._meta.pk.column)}"
        where = f"link.{here}"
    else:
        joined, where = f"{table} brought", f"brought.{quote(field.field.column)}"
    return f"(SELECT jsonb_agg(to_jsonb(brought) ORDER BY {order}) FROM {joined} WHERE {where} = %(expressions)s)"  # noqa: S608 - names of our own tables, quoted


def _order(related: Any) -> str:
    quote = connection.ops.quote_name
    by = [(name.lstrip("-"), " DESC" if name.startswith("-") else "") for name in related._meta.ordering or ("pk",)]
    pk = related._meta.pk.name
    columns = [(related._meta.get_field(pk if name == "pk" else name).column, way) for name, way in by]
    return ", ".join(f"brought.{quote(column)}{way}" for column, way in columns)


def _hand_out(thing: Model, relations: Iterable[str]) -> None:
    for relation in relations:
        rows = thing.__dict__.pop(relation, None) or ()
        plan = _plan(type(thing), relation.removeprefix(_PREFIX))
        holder: Any = getattr(thing, plan.owner) if plan.owner else thing
        if holder is None:
            continue
        found: Any = QuerySet(plan.model)
        found.__dict__.update(_result_cache=[plan.row(row) for row in rows], _prefetch_done=True)
        if not hasattr(holder, "_prefetched_objects_cache"):
            holder._prefetched_objects_cache = {}
        holder._prefetched_objects_cache[plan.name] = found
