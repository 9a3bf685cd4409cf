"""Dates, numbers, countries, addresses and the order of names in the reader's language."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal

from babel import Locale, dates, numbers
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from eciap.foundation.languages.periods import Period, Point

_SKELETONS = {"day": "yMMMMd", "month": "yMMMM", "year": "y"}


def locale(language: str | None = None) -> Locale:
    """Return Babel's idea of a language; English is European English."""
    tag = language or get_language() or "en"
    return Locale.parse("en_GB" if tag == "en" else tag, sep="-" if "-" in tag else "_")


def format_period(period: Period, language: str | None = None) -> str:
    """Write a period as a reader of `language` would: *26–28 February 2012*, *since 2015*."""
    if period.ends is None:
        return _("since %(date)s") % {"date": format_point(period.begins, language)}
    if period.is_point:
        return format_point(period.begins, language)
    first, last = period.begins, period.ends
    precision = _precision(first)
    if precision == _precision(last):
        return dates.format_interval(first.first_day, last.first_day, _SKELETONS[precision], locale=locale(language))
    return f"{format_point(first, language)} – {format_point(last, language)}"


def format_point(point: Point, language: str | None = None) -> str:
    """Write a point with the precision that is known, the year always."""
    return dates.format_skeleton(_SKELETONS[_precision(point)], point.first_day, locale=locale(language))


def format_day(day: date, language: str | None = None) -> str:
    """Write a day in full, the year always."""
    return dates.format_date(day, "long", locale=locale(language))


def format_number(value: Decimal | int, language: str | None = None) -> str:
    """Write a number with the reader's separators and no needless zeros."""
    return numbers.format_decimal(value, locale=locale(language))


def format_money(value: Decimal | int, currency: str = "EUR", language: str | None = None) -> str:
    """Write an amount: *EUR 45.8 million* from a million on, else in full."""
    number = Decimal(value)
    million = Decimal(1_000_000)
    if abs(number) >= million:
        return _("%(currency)s %(amount)s million") % {
            "currency": currency,
            "amount": format_number(number / million, language),
        }
    return _("%(currency)s %(amount)s") % {"currency": currency, "amount": format_number(number, language)}


def country_name(code: str, language: str | None = None) -> str:
    """Name a country by its ISO 3166 code: *Pays-Bas* for a French reader of NL."""
    return str(locale(language).territories.get(code, code))


def localised(address: str, language: str | None = None) -> str:
    """Put the prefix of the reader's language before an address without one; an address elsewhere stays as it is."""
    tag = language or get_language() or settings.LANGUAGE_CODE
    return f"/{tag}{address}" if address.startswith("/") and tag != settings.LANGUAGE_CODE else address


def sort_key(text: str) -> str:
    """Return what to sort names by, without accents and case: Östersund stands near Oslo and not after Zürich."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()


def _precision(point: Point) -> str:
    if point.day:
        return "day"
    return "month" if point.month else "year"
