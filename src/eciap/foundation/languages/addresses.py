"""The address of a thing in the reader's language: records keep theirs without a language prefix."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import get_language


def localised(address: str, language: str | None = None) -> str:
    """Return `address` as a reader of `language` (or of this request's language) opens it.

    >>> localised("/actions/vinci/", "fr")
    '/fr/actions/vinci/'
    >>> localised("/actions/vinci/", "en")
    '/actions/vinci/'
    """
    wanted = language or get_language() or settings.LANGUAGE_CODE
    return address if wanted == settings.LANGUAGE_CODE or not address.startswith("/") else f"/{wanted}{address}"
