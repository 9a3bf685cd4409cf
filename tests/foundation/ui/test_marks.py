"""Marks: the same thing always has the same mark, two things never look alike."""

import pytest

from eciap.foundation.ui import marks
from eciap.foundation.ui.enums import Hue
from eciap.foundation.ui.hues import FIXED
from tests.foundation.ui.drawings import tree


def test_two_thousand_identifiers_have_two_thousand_drawings():
    identifiers = [f"action-{number}" for number in range(1000)] + [f"{number:032x}" for number in range(1000)]
    assert len({marks.drawing(identifier) for identifier in identifiers}) == 2000


def test_the_same_identifier_always_has_the_same_mark():
    before = marks.drawing("vinci")
    marks.drawing.cache_clear()
    assert marks.drawing("vinci") == before


def test_a_mark_never_changes_from_one_release_to_the_next():
    assert marks.drawing("vinci") == marks.Drawing(
        solid="M0 0H4A4 4 0 0 1 0 4zM8 8V0A8 8 0 0 1 16 8zM0 8h8v4h-8z",
        ink="M8 8H16A8 8 0 0 1 8 16z",
        soft="M8 0V4A4 4 0 0 1 4 0z",
    )


def test_the_inline_mark_leaves_its_colours_to_the_stylesheet():
    svg = marks.mark("vinci", "vouchers")
    assert tree(svg).attrib["data-hue"] == "vermilion"
    assert "fill=" not in svg
    assert [path.attrib["class"] for path in tree(svg)] == ["m0", "m3", "m1", "m2"]


def test_the_inline_mark_is_hidden_from_assistive_technology():
    assert tree(marks.mark("vinci")).attrib["aria-hidden"] == "true"


@pytest.mark.parametrize("hue", list(Hue))
def test_the_mark_as_a_file_brings_its_colours(hue):
    svg = tree(marks.standalone("vinci", hue))
    tint, solid, ink, soft = FIXED[hue]
    assert [path.attrib["fill"] for path in svg] == [tint, soft, solid, ink]


def test_an_unknown_hue_is_neutral():
    assert tree(marks.mark("vinci", "chartreuse")).attrib["data-hue"] == "ink"


def test_an_identifier_is_only_drawn_from_never_written_out():
    assert "<script>" not in marks.mark("<script>", "<script>")
