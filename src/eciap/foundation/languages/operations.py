"""Writing what a record says in each language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models.functions import Now

from eciap.foundation.languages.enums import TextStatus
from eciap.foundation.languages.models import Translatable

type Words = Mapping[str, Any]


@transaction.atomic
def put_texts(*, parent: Translatable, texts: Mapping[str, Words], original: str) -> bool:
    """Write the texts of `parent` per language and tell whether anything changed.

    A text of `original` that changes makes the other languages *outdated*, unless they are written in the same call.
    The words of a language may carry `translator` and `status`. Languages that are not named stay as they are. The
    calling operation writes the log, for it knows what the texts belong to.
    """
    manager = parent.texts  # type: ignore[attr-defined]  # declared by each subclass of Text
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
    wanted = {"status": status, "translator": "", **words}
    if text.pk and all(getattr(text, name) == value for name, value in wanted.items()):
        return None
    for name, value in wanted.items():
        setattr(text, name, value)
    return text
