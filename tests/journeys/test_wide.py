"""A visitor with a wide screen: the frame holds in every language and for everybody, lines are drawn once."""

import pytest

from tests.journeys.addresses import HOME, SEARCH, in_french

pytestmark = pytest.mark.browser

# The tops of all that stands in the header, by the row that it belongs to.
ROWS = """() => [".site-name, .menu-tools a, .tools a", ".menu-wide a"].map((row) => new Set(
  [...document.querySelectorAll(`.site-header :is(${row}), .site-header > .site-name`)]
    .filter((one) => one.checkVisibility() && one.matches(row))
    .map((one) => { const box = one.getBoundingClientRect(); return Math.round(box.top + box.height / 2); })).size)"""
# Hairlines that stand right below another one: of a section and of its first row.
TWICE = """() => [...document.querySelectorAll(".section")].flatMap((section) => {
  const first = section.querySelector(".rows > li, .sources > li");
  if (!first) return [];
  const gap = first.getBoundingClientRect().top - section.getBoundingClientRect().top;
  return gap < 40 && parseFloat(getComputedStyle(first).borderTopWidth) > 0 ? [first.textContent.trim()] : [];
})"""


@pytest.mark.parametrize("width", [1024, 1280, 1600])
@pytest.mark.parametrize("role", ["", "secretariat"])
@pytest.mark.parametrize("path", [HOME, in_french(HOME)])
def test_the_header_has_one_row_of_tools_and_one_of_the_menu(arrive, width, role, path):
    page = arrive(viewport={"width": width, "height": 900})
    if role:
        page.goto("/demo/")
        page.locator(f"form[action*={role}] button").click()
    page.goto(path)
    assert page.evaluate(ROWS) == [1, 1]


@pytest.mark.parametrize(
    "path", [HOME, "/publications/", "/news/", SEARCH, "/publications/final-report/", "/members/milan/"]
)
def test_no_hairline_is_drawn_twice(arrive, path):
    page = arrive()
    page.goto(path)
    assert page.evaluate(TWICE) == []


def test_each_entry_of_the_timeline_keeps_the_same_distances(arrive):
    page = arrive()
    page.goto("/timeline/")
    gaps = page.locator(".timeline .what").evaluate_all(
        "many => many.map((what) => Math.round("
        "what.nextElementSibling.firstElementChild.getBoundingClientRect().top - what.getBoundingClientRect().bottom))"
    )
    assert (len(gaps) > 10, max(gaps) - min(gaps) <= 1) == (True, True)
