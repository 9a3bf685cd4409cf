"""Which of several texts a reader gets when there is none in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from eciap.foundation.languages.enums import TextStatus


class InOneLanguage(Protocol):
    """Anything that says something in one language."""

    language: str
    status: str
    is_fallback: bool


def best[T: InOneLanguage](texts: Sequence[T], language: str) -> T:
    """Choose the reader's language, its parent (`fr` for `fr-be`), the original, English, or else the first.

    Raises:
        LookupError: when there is no text at all.

    """
    if not texts:
        raise LookupError(language)

    def distance(text: T) -> tuple[bool, ...]:
        return (
            text.language != language,
            text.language != language.partition("-")[0],
            text.status != TextStatus.ORIGINAL,
            text.language != "en",
        )

    chosen = min(texts, key=distance)
    chosen.is_fallback = chosen.language.partition("-")[0] != language.partition("-")[0]
    return chosen
