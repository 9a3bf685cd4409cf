"""Numbers, sums and dates in the reader's language."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from django.utils import translation

from eciap.foundation.ui import figures

NARROW, WIDE = "\u202f", "\xa0"


def told(language, function, *args):
    with translation.override(language):
        return function(*args).replace(NARROW, " ").replace(WIDE, " ").replace("\u2009", " ")


@pytest.mark.parametrize(
    ("language", "value", "expected"),
    [("en", 3750, "3,750"), ("fr", 3750, "3 750"), ("de", Decimal("12.5"), "12,5"), ("tlh-xx-nonsense", 3750, "3,750")],
)
def test_a_number_has_the_separators_of_the_language(language, value, expected):
    assert told(language, figures.number, value) == expected


def test_a_number_may_be_told_to_so_many_decimals():
    assert [told("en", figures.number, 6.0, digits) for digits in (0, 1, 2)] == ["6", "6.0", "6.00"]


@pytest.mark.parametrize(
    ("language", "amount", "expected"),
    [
        ("en", 45_800_000, "€45.8M"),
        ("en", 6_750_000, "€6.75M"),
        ("fr", 45_800_000, "45,8 M €"),
        ("en", 100_000_000, "€100M"),
        ("fr", 100_000_000, "100 M €"),
        ("en", 5000, "€5,000"),
        ("fr", 5000, "5 000 €"),
        ("en", Decimal("12.50"), "€12.50"),
        ("en", -45_800_000, "-€45.8M"),
    ],
)
def test_a_sum_is_told_without_idle_zeros(language, amount, expected):
    assert told(language, figures.money, amount) == expected


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (28, "", "28"),
        (28, "partners", "28 partners"),
        (5000, "EUR", "€5,000"),
        (62.5, "%", "62.5%"),
        ("over 70", "applicants", "over 70 applicants"),
        (True, "", "True"),
    ],
)
def test_a_quantity_is_one_phrase(value, unit, expected):
    assert told("en", figures.quantity, value, unit) == expected


@pytest.mark.parametrize(
    ("language", "when", "expected"),
    [
        ("en", "2014", "2014"),
        ("en", "2014-06", "June 2014"),
        ("fr", "2014-06", "juin 2014"),
        ("en", "2014-06-17", "17 June 2014"),
        ("en", date(2014, 6, 17), "17 June 2014"),
        ("en", "2012-02-26/28", "26–28 Feb 2012"),
        ("en", "2012-01/2014-12", "January 2012 – December 2014"),
        ("en", "mid-2014", "mid-2014"),
        ("en", "2014-13", "2014-13"),
        ("en", "", ""),
        ("en", None, ""),
    ],
)
def test_a_date_may_be_partial_a_span_or_only_words(language, when, expected):
    assert told(language, figures.day, when) == expected


@pytest.mark.parametrize(
    ("language", "expected"), [("en", "17 Jun 2014, 12:30:05 UTC"), ("fr", "17 juin 2014, 12:30:05 UTC")]
)
def test_a_moment_is_told_to_the_second_in_utc(language, expected):
    when = datetime(2014, 6, 17, 14, 30, 5, tzinfo=timezone(timedelta(hours=2)))
    assert told(language, figures.moment, when) == expected
