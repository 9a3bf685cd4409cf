"""The facets that every record has: its kind and the language of its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from eciap.foundation.records import kinds, search


def register() -> None:
    """Add the facets; called once when the platform starts."""
    search.register_facet(search.Facet("kind", _("Kind"), _kinds, order=10))
    search.register_facet(search.Facet("language", _("Language"), _languages, order=90))


def _kinds(values: Sequence[str]) -> Mapping[str, str]:
    return {value: _capital(str(kinds.kind(value).many)) for value in values}


def _languages(values: Sequence[str]) -> Mapping[str, str]:
    return {value: _capital(_name(value)) for value in values}


def _name(language: str) -> str:
    try:
        return Locale.parse(language, sep="-").get_display_name(get_language() or "en") or language
    except (UnknownLocaleError, ValueError):
        return language


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
