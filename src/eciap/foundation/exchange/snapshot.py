"""What a thing says now, as plain values: so that a later run can tell whether an editor has changed it since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.db import models

# Columns that change without anybody having edited the thing.
_NOT_CONTENT = {"id", "uuid", "updated_at", "changed_at", "made_at", "parent", "record"}


def digest(value: Any) -> str:
    """Hash a value of plain types; the order of keys does not count."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def state_of(thing: models.Model, *, related: Iterable[str] = ()) -> dict[str, Any]:
    """Return the content of a thing: its columns, texts, links, figures and citations, and the rows in `related`."""
    state: dict[str, Any] = {
        field.name: str(field.value_from_object(thing))
        for field in thing._meta.concrete_fields
        if field.name not in _NOT_CONTENT
    }
    for field in thing._meta.many_to_many:
        state[field.name] = sorted(str(key) for key in getattr(thing, field.name).values_list("pk", flat=True))
    for name in related:
        state[name] = sorted((state_of(row) for row in getattr(thing, name).all()), key=str)
    if hasattr(thing, "texts"):
        state["texts"] = [state_of(text) for text in thing.texts.order_by("language")]
    if record := _own_record(thing):
        state["facts"] = [state_of(fact) for fact in record.facts.all()]
        state["citations"] = list(record.citations.values_list("source__key", "aspect"))
        state["certainty_of_record"] = record.certainty
    return state


def _own_record(thing: models.Model) -> Any:
    """Return the record that a thing owns; a figure points to one too, and does not own it."""
    owns = any(field.name == "record" and field.one_to_one for field in thing._meta.concrete_fields)
    return getattr(thing, "record", None) if owns else None


def is_same(before: Any, now: Any) -> bool:
    """Tell whether two states say the same, as far as both speak of it.

    A column that came or went with an update of the platform is no change by an editor.
    """
    if isinstance(before, dict) and isinstance(now, dict):
        return all(is_same(before[name], now[name]) for name in before.keys() & now.keys())
    if isinstance(before, list) and isinstance(now, list):
        return len(before) == len(now) and all(map(is_same, before, now))
    return bool(before == now)


def plainly(state: Any) -> Any:
    """Return a state in the types that JSON keeps, as it will be read back."""
    return json.loads(json.dumps(state, ensure_ascii=False, default=str))
