"""Charts: lengths say what numbers say, and numbers stand beside them."""

import pytest

from eciap.foundation.ui import charts
from eciap.foundation.ui.shapes import Bar, Interval
from tests.foundation.ui.drawings import tree, words


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [(45.8, 100, "45.8%"), (1, 3, "33.33%"), (5, 0, "0%"), (-1, 10, "0%"), (11, 10, "100%"), (10, 10, "100%")],
)
def test_a_share_is_held_between_nothing_and_all(part, whole, expected):
    assert charts.share(part, whole) == expected


def test_bars_run_from_nothing_to_the_largest():
    figure = tree(charts.bar_chart("Partners", [Bar("AT", 8), Bar("FI", 2, highlighted=True)]))
    assert [(bar.attrib["class"], bar.attrib["width"]) for bar in figure.iter("rect")] == [
        ("c-soft", "100%"),
        ("c-solid", "25%"),
    ]


def test_a_missing_value_is_no_bar_and_says_so():
    figure = tree(charts.bar_chart("Partners", [Bar("AT", 8), Bar("BG", None, note="asked twice")], unit="members"))
    rows = [words(row) for row in figure.findall(".//tbody/tr")]
    assert rows == ["AT 8 members".replace("AT ", "AT"), "BGasked twicenot recorded"]
    assert len(list(figure.iter("rect"))) == 1


def test_a_chart_of_nothing_is_an_empty_table():
    assert tree(charts.bar_chart("Partners", [])).findall(".//tbody/tr") == []


def test_intervals_lie_on_one_scale_and_ties_are_told():
    figure = tree(charts.interval_chart("Share", [Interval("Wien", 6, 5, 7, tied=True)], low=0, high=10))
    band, point = figure.find(".//rect"), figure.find(".//circle")
    assert (band.attrib["x"], band.attrib["width"], point.attrib["cx"]) == ("50%", "20%", "60%")
    assert words(figure.find(".//td")) == "6.0from 5.0 to 7.0tied: cannot be told apart"


def test_the_money_line_is_drawn_to_scale_with_its_date():
    figure = tree(charts.money_line(45_800_000, 100_000_000, as_of="mid-2014", label="Money"))
    assert [bar.attrib.get("width") for bar in figure.iter("rect")] == ["100%", "45.8%"]
    assert figure.find("svg").attrib["aria-label"] == "€45.8M of €100M"
    assert [words(text) for text in figure.iter("text")] == ["0", "45.8%", "€100M"]
    assert words(figure.find("div")) == "mid-2014"


def test_more_money_than_the_target_stays_on_the_scale():
    figure = tree(charts.money_line(120, 100))
    assert [bar.attrib.get("width") for bar in figure.iter("rect")] == ["100%", "100%"]
    assert words(figure.findall(".//text")[1]) == "120%"


def test_a_course_has_a_gap_where_nothing_is_recorded():
    figure = tree(charts.line_chart("Jobs", [(2014, 1), (2015, 2), (2016, None), (2017, 4)], unit="thousand"))
    pieces = [line for line in figure.iter("line") if line.attrib["class"] == "l-solid"]
    assert [(piece.attrib["x1"], piece.attrib["x2"]) for piece in pieces] == [("0%", "33.33%")]
    assert len(list(figure.iter("circle"))) == 3
    assert [words(row) for row in figure.findall(".//tbody/tr")] == [
        "20141 thousand",
        "20152 thousand",
        "2016not recorded",
        "20174 thousand",
    ]


def test_a_course_says_its_ends_and_extremes():
    figure = tree(charts.line_chart("Jobs", [("2014", 3), ("2016", 1)]))
    assert figure.find("svg/desc").text == "From 2014 to 2016; lowest 1, highest 3."


def test_a_course_of_nothing_still_draws():
    assert tree(charts.line_chart("Jobs", [])).findall(".//tbody/tr") == []


def test_small_multiples_share_one_scale():
    figure = tree(charts.small_multiples("Jobs", [("A", (10, 10)), ("B", (5, None))], whens=(2014, 2015)))
    first, second = ([dot.attrib["cy"] for dot in cell.iter("circle")] for cell in figure.findall(".//div/div")[:2])
    assert first == ["8.0", "8.0"]
    assert second == ["36.0"]
    assert [words(row) for row in figure.findall(".//tbody/tr")] == ["A1010", "B5not recorded"]


def test_parts_follow_each_other_and_make_the_whole():
    figure = tree(charts.share_bar("Money", [("Funds", 50), ("Banks", 30), ("Firms", 20)]))
    pieces = [(piece.attrib["x"], piece.attrib["width"]) for piece in figure.find("svg").iter("rect")]
    assert pieces == [("0%", "50%"), ("50%", "30%"), ("80%", "20%")]
    assert [words(item) for item in figure.iter("li")] == ["Funds 50 50%", "Banks 30 30%", "Firms 20 20%"]


def test_words_are_escaped():
    evil = "<script>"
    drawings = (
        charts.bar_chart(evil, [Bar(evil, 1, note=evil)], unit=evil),
        charts.interval_chart(evil, [Interval(evil, 1, 0, 2)], low=0, high=2),
        charts.line_chart(evil, [(evil, 1)], unit=evil),
        charts.small_multiples(evil, [(evil, (1,))], whens=(evil,)),
        charts.share_bar(evil, [(evil, 1)]),
        charts.money_line(1, 2, label=evil, as_of=evil),
    )
    assert [drawing for drawing in drawings if evil in drawing] == []
