"""Dates, countries, addresses and the order of names in the reader's language."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from babel import Locale, dates
from django.conf import settings
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from eciap.foundation.languages.periods import Period, Point
from eciap.foundation.ui.figures import locale_of

LETTERS_OF_A_COUNTRY = 2
_NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})  # what CLDR names beside countries
_SKELETONS = {"day": "yMMMMd", "month": "yMMMM", "year": "y"}


def locale(language: str | None = None) -> Locale:
    """Return what Babel knows of a language, or of that of the request."""
    return locale_of(language or get_language() or settings.LANGUAGE_CODE)


def format_period(period: Period, language: str | None = None) -> str:
    """Write a period as a reader of `language` would: *26–28 February 2012*, *since 2015*."""
    if period.ends is None:
        since = pgettext("a day", "since %(date)s") if period.begins.day else _("since %(date)s")
        return since % {"date": format_point(period.begins, language)}
    if period.is_point:
        return format_point(period.begins, language)
    return _span(period.begins, period.ends, language or get_language() or settings.LANGUAGE_CODE)


@lru_cache(maxsize=4096)
def _span(first: Point, last: Point, language: str) -> str:
    precision = _precision(first)
    if precision == _precision(last):
        return dates.format_interval(first.first_day, last.first_day, _SKELETONS[precision], locale=locale(language))
    return f"{_point(first, language)} – {_point(last, language)}"


def format_point(point: Point, language: str | None = None) -> str:
    """Write a point with the precision that is known, the year always."""
    return _point(point, language or get_language() or settings.LANGUAGE_CODE)


@lru_cache(maxsize=4096)
def _point(point: Point, language: str) -> str:
    return dates.format_skeleton(_SKELETONS[_precision(point)], point.first_day, locale=locale(language))


def country_name(code: str, language: str | None = None) -> str:
    """Name a country by its ISO 3166 code: *Pays-Bas* for a French reader of NL."""
    return _country(code, language or get_language() or settings.LANGUAGE_CODE)


@lru_cache(maxsize=4096)
def _country(code: str, language: str) -> str:
    return str(locale(language).territories.get(code, code))


def is_country(code: str) -> bool:
    """Tell whether two letters name a country (ISO 3166), and not a region of the world or nothing.

    >>> is_country("NL"), is_country("EU"), is_country("ZZ")
    (True, False, False)
    """
    return len(code) == LETTERS_OF_A_COUNTRY and code not in _NO_COUNTRIES and code in locale("en").territories


def localised(address: str, language: str | None = None) -> str:
    """Put the prefix of the reader's language before an address without one; an address elsewhere stays as it is."""
    tag = language or get_language() or settings.LANGUAGE_CODE
    return f"/{tag}{address}" if address.startswith("/") and tag != settings.LANGUAGE_CODE else address


def plain_letters(text: str) -> str:
    """Return text without accents and case, to sort and compare by: Östersund stands near Oslo and not after Zürich.

    >>> plain_letters("Östersund")
    'ostersund'
    """
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()


def _precision(point: Point) -> str:
    if point.day:
        return "day"
    return "month" if point.month else "year"
