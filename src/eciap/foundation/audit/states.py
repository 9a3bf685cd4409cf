"""Tables of states: what a thing can be, how it gets from one state to another, who may move it, what follows.

A context writes its table in `transitions.py` and registers it in `apps.py`; its model takes `choices` and `constraint`
from it. The buttons, the permissions, the page of states and the trigger in the database are all made from the table,
so they cannot disagree. `operations.transition` moves things. See docs/how-to/add-states.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.dispatch import Signal
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

type Words = str | Promise

TABLE_NAME = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
NAME = re.compile(r"[a-z][a-z0-9_]*")


class IncoherentTable(ValueError):
    """Raised when a table of states contradicts itself."""


class UnknownTransition(LookupError):
    """Raised when a table is asked for a transition or state that it does not have."""


@dataclass(frozen=True)
class State:
    """What a thing can be, and what that is called in public; `begins` where a new thing may start."""

    value: str
    label: Words
    begins: bool = False


@dataclass(frozen=True)
class Who:
    """Who may move a thing: what they are called, and their permission for it; None: the platform alone."""

    label: Words
    permission: str | None


@dataclass(frozen=True)
class Guard:
    """What must be the case, in words, and whether it is; the words tell why not."""

    label: Words
    holds: Callable[[Any], bool]


@dataclass(frozen=True)
class Effect:
    """What follows, in words, and the signal that sets it off, sent inside the transaction."""

    label: Words
    signal: Signal


@dataclass(frozen=True)
class Transition:
    """One line of a table. `name` is what happened, in the past tense, as the log's verb ends: *submitted*.

    `label` is what a button says (*Hand in*), `told` what the timeline says (*Handed in*).
    """

    name: str
    frm: tuple[str, ...]
    to: str
    label: Words
    told: Words
    who: Who
    guard: Guard | None = None
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True)
class Table:
    """All states of one kind of thing and all ways between them; `name` is `context.thing`, as in the log.

    Raises:
        IncoherentTable: when a line names a state that is not there, a name is no name or stands twice, nothing begins,
            or a state cannot be reached.

    """

    name: str
    label: Words
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    field: str = "status"

    def __post_init__(self) -> None:
        """See whether the table is coherent."""
        if wrong := list(self._contradictions()):
            raise IncoherentTable(f"{self.name}: {'; '.join(wrong)}.")

    @property
    def choices(self) -> list[tuple[str, Words]]:
        """The states as a model's field takes them."""
        return [(state.value, state.label) for state in self.states]

    @property
    def beginnings(self) -> tuple[str, ...]:
        """The states in which a new thing may start."""
        return tuple(state.value for state in self.states if state.begins)

    @property
    def moves(self) -> tuple[tuple[str, str], ...]:
        """Every pair of from and to, each once, in the order of the table."""
        return tuple(dict.fromkeys((frm, line.to) for line in self.transitions for frm in line.frm))

    @property
    def verbs(self) -> dict[str, Transition]:
        """The transitions by what the log calls them."""
        return {f"{self.name}.{line.name}": line for line in self.transitions}

    def transition(self, name: str) -> Transition:
        """Return the transition of this name.

        Raises:
            UnknownTransition: when there is none.

        """
        for line in self.transitions:
            if line.name == name:
                return line
        raise UnknownTransition(f"{self.name} has no transition {name}")

    def state(self, value: str) -> State:
        """Return the state of this value.

        Raises:
            UnknownTransition: when there is none.

        """
        for state in self.states:
            if state.value == value:
                return state
        raise UnknownTransition(f"{self.name} has no state {value}")

    def constraint(self) -> Moves:
        """Return what makes the database keep to this table, for the model's `Meta.constraints`."""
        return Moves(
            name=f"{self.name.replace('.', '_')}_{self.field}_moves",
            field=self.field,
            begins=self.beginnings,
            moves=self.moves,
        )

    def _contradictions(self) -> Iterator[str]:
        values = [state.value for state in self.states]
        names = [line.name for line in self.transitions]
        if not TABLE_NAME.fullmatch(self.name):
            yield "its name is not context.thing"
        yield from (f"{name!r} is no name" for name in [*values, *names] if not NAME.fullmatch(name))
        yield from (f"{name} stands twice" for name in _twice(values) + _twice(names))
        if not self.beginnings:
            yield "nothing begins"
        mentioned = {value for move in self.moves for value in move}
        yield from (f"{value} is no state" for value in sorted(mentioned - set(values)))
        yield from (f"{value} cannot be reached" for value in values if value not in self._reached())

    def _reached(self) -> set[str]:
        reached, grows = set(self.beginnings), True
        while grows:
            more = {to for frm, to in self.moves if frm in reached} - reached
            reached |= more
            grows = bool(more)
        return reached


def _twice(names: list[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})


class Moves(models.BaseConstraint):
    """Lets the database refuse a state in which nothing begins, and a step from one state to another that no table has.

    A trigger that Django knows as a constraint: when the table changes, `makemigrations` writes the migration, and
    `make check` fails until it is there.
    """

    default_violation_error_message = _("It cannot go from its present state to this one.")

    def __init__(
        self, *, name: str, field: str, begins: Iterable[str], moves: Iterable[tuple[str, str]], **more: Any
    ) -> None:
        """Take the states in which things begin, and the pairs of from and to."""
        self.field = field
        self.begins = tuple(begins)
        self.moves = tuple((frm, to) for frm, to in moves)
        super().__init__(name=name, **more)

    def constraint_sql(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> None:  # type: ignore[override]
        """Let the trigger be made once the table is there."""
        schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))

    def create_sql(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> str:  # type: ignore[override]
        """Make the trigger; after the row is written, so that no other trigger comes later."""
        field: Any = model._meta.get_field(self.field)
        column, name, table = map(schema_editor.quote_name, (field.column, self.name, model._meta.db_table))
        said = schema_editor.quote_value
        begins = ", ".join(map(said, self.begins))
        moves = ", ".join(f"({said(frm)}, {said(to)})" for frm, to in self.moves)
        return f"""
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $moves$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.{column} IN ({begins}) THEN RETURN NULL; END IF;
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = {said(self.name)},
            MESSAGE = concat({said(self.name)}, ': nothing begins as ', NEW.{column});
    END IF;
    IF NEW.{column} = OLD.{column} OR (OLD.{column}, NEW.{column}) IN ({moves}) THEN RETURN NULL; END IF;
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = {said(self.name)},
        MESSAGE = concat({said(self.name)}, ': no way from ', OLD.{column}, ' to ', NEW.{column});
END $moves$;
CREATE TRIGGER {name} AFTER INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}();
"""

    def remove_sql(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> str:  # type: ignore[override]
        """Remove the trigger with its function."""
        name, table = map(schema_editor.quote_name, (self.name, model._meta.db_table))
        return f"DROP TRIGGER {name} ON {table}; DROP FUNCTION {name}();"

    def validate(
        self,
        model: type[models.Model],
        instance: models.Model,
        exclude: Iterable[str] | None = None,
        using: str = DEFAULT_DB_ALIAS,
    ) -> None:
        """Say in a form what the database would refuse.

        Raises:
            ValidationError: when the step is not in the table.

        """
        if self.field in set(exclude or ()):
            return
        stored = model._default_manager.using(using).filter(pk=instance.pk).values_list(self.field, flat=True).first()
        wanted = getattr(instance, self.field)
        legal = wanted in self.begins if stored is None else wanted == stored or (stored, wanted) in self.moves
        if not legal:
            raise ValidationError(self.get_violation_error_message())

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        """Return what a migration writes down."""
        path, args, kwargs = super().deconstruct()
        return path, tuple(args), {**kwargs, "field": self.field, "begins": self.begins, "moves": self.moves}

    def __eq__(self, other: object) -> bool:
        """Whether both keep the same steps of the same field."""
        return isinstance(other, Moves) and self.deconstruct() == other.deconstruct()

    __hash__ = models.BaseConstraint.__hash__


_tables: dict[str, Table] = {}


def register(table: Table) -> None:
    """Let a table be shown on the page of states."""
    _tables[table.name] = table


def tables() -> list[Table]:
    """All tables, by name."""
    return [_tables[name] for name in sorted(_tables)]
