"""Numbers, sums and dates as readers of each language write them.

Dates may be partial: `2014`, `2014-06`, `2012-02-26/28`.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache

from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_interval, format_skeleton
from babel.numbers import format_compact_currency, format_currency, format_decimal, format_percent
from django.utils.translation import get_language

type Number = int | float | Decimal
A_MILLION = 1_000_000
PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$")
CURRENCY = re.compile(r"[A-Z]{3}$")


@lru_cache(maxsize=64)
def locale_of(language: str) -> Locale:
    """The locale of a language tag; English in its international form where Babel knows no better."""
    try:
        return Locale.parse("en_GB" if language in {"", "en"} else language, sep="-" if "-" in language else "_")
    except (UnknownLocaleError, ValueError):
        return Locale("en", "GB")


def _here() -> str:
    return get_language() or "en"


def number(value: Number, digits: int | None = None) -> str:
    """A number with the separators of the reader's language; with as many decimals as said, else as it comes."""
    return _number(value, digits, _here())


@lru_cache(maxsize=4096)
def _number(value: Number, digits: int | None, language: str) -> str:
    pattern = None if digits is None else f"#,##0.{'0' * digits}".removesuffix(".")
    return str(format_decimal(value, format=pattern, locale=locale_of(language)))


def percent(share: Number) -> str:
    """A share of one as a percentage."""
    return str(format_percent(share, locale=locale_of(_here()), decimal_quantization=False))


def money(amount: Number, currency: str = "EUR") -> str:
    """A sum without its zeros: in words of millions where it reaches one, else in full."""
    return _money(amount, currency, _here())


@lru_cache(maxsize=4096)
def _money(amount: Number, currency: str, language: str) -> str:
    locale = locale_of(language)
    if not -A_MILLION < amount < A_MILLION:
        return str(format_compact_currency(amount, currency, locale=locale, fraction_digits=2))
    whole = amount == round(amount)
    pattern = str(locale.currency_formats["standard"].pattern)
    return str(
        format_currency(
            amount,
            currency,
            locale=locale,
            format=pattern.replace("0.00", "0") if whole else pattern,
            currency_digits=not whole,
        )
    )


def quantity(value: object, unit: str = "") -> str:
    """A value with its unit as one phrase."""
    if not isinstance(value, int | float | Decimal) or isinstance(value, bool):
        return f"{value} {unit}".strip()
    if CURRENCY.match(unit):
        return money(value, unit)
    if unit == "%":
        return percent(Decimal(str(value)) / 100)
    return f"{number(value)} {unit}".strip()


def day(when: object) -> str:
    """A date, a partial date or a span in the reader's language; words that are no date stay as they are."""
    if isinstance(when, date):
        return _day(when.isoformat()[:10], _here())
    return _day(str(when or ""), _here())


def moment(when: datetime) -> str:
    """A date with its time to the second, in UTC and saying so: for what machines have noted."""
    return f"{format_datetime(when, format='medium', tzinfo=UTC, locale=locale_of(_here()))} UTC"


@lru_cache(maxsize=4096)
def _day(text: str, language: str) -> str:
    first, slash, last = text.partition("/")
    if not slash:
        return _single(text, language)
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return f"{_single(first, language)} – {_single(last, language)}"
    return str(format_interval(start, end, "yMMMd", locale=locale_of(language)))


def _single(text: str, language: str) -> str:
    found = PARTIAL.match(text)
    if not found:
        return text
    year, month, in_month = (int(part) if part else 0 for part in found.groups())
    locale = locale_of(language)
    try:
        if in_month:
            return str(format_date(date(year, month, in_month), format="long", locale=locale))
        if month:
            return str(format_skeleton("yMMMM", date(year, month, 1), locale=locale))
    except ValueError:
        return text
    return str(year)
