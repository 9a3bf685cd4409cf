"""Dates as people know them, read, stored, sorted and written."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from eciap.foundation.languages.display import format_period
from eciap.foundation.languages.fields import PeriodField
from eciap.foundation.languages.periods import NotAPeriod, Period, Point


@pytest.mark.parametrize(
    "text",
    ["2012", "2012-06", "2012-06-27", "2012-02-26/2012-02-28", "2017/2021", "2015/..", "2012-06/2013"],
)
def test_a_period_is_written_as_it_was_read(text):
    assert str(Period.parse(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2012-13",
        "2012-02-30",
        "12",
        "2013/2012",
        "June 2012",
        "2012/",
        "../2012",
        "0000",
        "0201-02-26",
        "3012",
        "2012-06-27T10:00",
        "٢٠١٢",
    ],
)
def test_what_is_no_period_is_refused(text):
    with pytest.raises(NotAPeriod):
        Period.parse(text)


def test_a_range_from_a_point_to_itself_is_that_point():
    assert Period.parse("2012-06/2012-06").is_point


def test_an_open_period_has_no_end():
    period = Period.parse("2015/..")
    assert (period.is_open, period.is_point, period.begins.first_day) == (True, False, date(2015, 1, 1))


POINTS = st.dates(date(1000, 1, 1), date(2999, 12, 31)).flatmap(
    lambda day: st.sampled_from([Point(day.year), Point(day.year, day.month), Point(day.year, day.month, day.day)])
)


@given(POINTS, POINTS | st.none())
def test_whatever_can_be_written_can_be_read(first, last):
    text = str(first) if last == first else f"{first}/{last or '..'}"
    if last and last.first_day < first.first_day:
        with pytest.raises(NotAPeriod):
            Period.parse(text)
    else:
        assert str(Period.parse(text)) == text


@given(st.lists(st.dates(date(1900, 1, 1), date(2999, 12, 31)), min_size=2))
def test_stored_periods_sort_as_their_beginnings_do(days):
    points = [Point(day.year, day.month, day.day) for day in days]
    assert sorted(map(str, points)) == [str(point) for point in sorted(points, key=lambda point: point.first_day)]


@pytest.mark.parametrize(
    ("text", "language", "written"),
    [
        ("2012-02-26/2012-02-28", "en", "26–28 Feb 2012"),
        ("2012-02-26/2012-02-28", "fr", "26–28 févr. 2012"),
        ("2012-06", "en", "June 2012"),
        ("2012", "fr", "2012"),
        ("2017/2021", "en", "2017–2021"),
        ("2012-06/2013", "en", "June 2012 – 2013"),
        ("2015/..", "en", "since 2015"),
    ],
)
def test_a_period_is_written_in_the_readers_language(text, language, written):
    assert format_period(Period.parse(text), language) == written


def test_the_field_gives_periods_and_takes_their_text():
    field = PeriodField(blank=True)
    assert field.from_db_value("2012-06", None, None) == Period.parse("2012-06")
    assert field.from_db_value("", None, None) is None
    assert field.to_python(Period.parse("2012")) == Period.parse("2012")
    assert field.get_prep_value(Period.parse("2015/..")) == "2015/.."
    assert field.get_prep_value(None) == ""
    assert PeriodField(null=True).get_prep_value("") is None


def test_the_field_says_how_a_date_is_written():
    with pytest.raises(ValidationError, match="is no date. Write 2012, 2012-06, 2012-06-27, or from/to"):
        PeriodField().to_python("last summer")


@pytest.mark.parametrize(
    ("text", "written"),
    [("2015/..", "depuis 2015"), ("2015-06/..", "depuis juin 2015"), ("2015-06-03/..", "depuis le 3 juin 2015")],
)
def test_a_period_that_goes_on_is_a_phrase_of_its_language(text, written):
    with override("fr"):
        assert format_period(Period.parse(text)) == written
