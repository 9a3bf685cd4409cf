"""Writing what a thing says in each language, and the thing itself where nothing but its words and columns matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.db.models.functions import Now

from eciap.foundation.languages.enums import TextStatus
from eciap.foundation.languages.models import Translatable

type Words = Mapping[str, Any]


@dataclass(frozen=True)
class Put[T]:
    """A row that was written, whether it is new, and the names of what changed."""

    row: T
    created: bool
    changed: tuple[str, ...]

    @property
    def verb(self) -> str:
        """How the log says it."""
        return "recorded" if self.created else "corrected"


@transaction.atomic
def put_translatable[T: Translatable](
    *,
    model: type[T],
    lookup: Mapping[str, Any],
    columns: Mapping[str, Any],
    texts: Mapping[str, Words],
    original: str,
    related: Mapping[str, Iterable[models.Model]] | None = None,
) -> Put[T]:
    """Make a row or bring it up to date with its words and its many-to-many relations, and tell what changed.

    Nothing is written where everything is already so. The row that exists is locked until the transaction ends.
    """
    row = model._default_manager.select_for_update(of=("self",)).filter(**lookup).first()
    created = row is None
    row = row or model(**lookup)
    changed = [name for name, value in columns.items() if created or _differs(row, name, value)]
    if changed or created:
        for name in changed:
            setattr(row, name, columns[name])
        row.save()
    if put_texts(parent=row, texts=texts, original=original):
        changed.append("texts")
    changed += [name for name, rows in (related or {}).items() if _related_now(row, name, rows)]
    return Put(row, created, tuple(changed))


@transaction.atomic
def put_texts(*, parent: Translatable, texts: Mapping[str, Words], original: str) -> bool:
    """Write the texts of `parent` per language and tell whether anything changed.

    A text of `original` that changes makes the other languages *outdated*, unless they are written in the same call.
    The words of a language may carry `translator` and `status`. Languages that are not named stay as they are. The
    calling operation writes the log, for it knows what the texts belong to.
    """
    manager = parent.texts
    existing = {text.language: text for text in manager.all()}
    changed = {
        language: text
        for language, words in texts.items()
        if (
            text := _changed(existing.get(language) or manager.model(parent=parent, language=language), words, original)
        )
    }
    for text in changed.values():
        text.updated_at = Now()
        text.save()
    if original in changed:
        manager.exclude(language__in=texts).exclude(language=original).update(status=TextStatus.OUTDATED)
    parent.__dict__.pop("_best_texts", None)
    getattr(parent, "_prefetched_objects_cache", {}).pop("texts", None)
    return bool(changed)


def _changed(text: Any, words: Words, original: str) -> Any | None:
    status = TextStatus.ORIGINAL if text.language == original else TextStatus.TRANSLATED
    given = {"status": status, "translator": "", **words}
    wanted = {name: text._meta.get_field(name).get_prep_value(value) for name, value in given.items()}
    if text.pk and all(getattr(text, name) == value for name, value in wanted.items()):
        return None
    for name, value in wanted.items():
        setattr(text, name, value)
    return text


def _differs(row: models.Model, name: str, value: Any) -> bool:
    stored = getattr(row, row._meta.get_field(name).attname)  # type: ignore[union-attr]  # columns, not relations
    wanted = value.pk if isinstance(value, models.Model) else value
    return bool(stored != wanted)


def _related_now(row: models.Model, name: str, rows: Iterable[models.Model]) -> bool:
    manager = getattr(row, name)
    wanted = {other.pk for other in rows}
    if set(manager.values_list("pk", flat=True)) == wanted:
        return False
    manager.set(wanted)
    return True
