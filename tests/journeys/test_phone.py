"""A visitor with a small phone."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.addresses import HOME, KINDS, in_french, listed
from tests.journeys.browser import NARROWEST, PHONE

pytestmark = pytest.mark.browser

TOO_WIDE = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  const wide = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > room + 1);
  return wide.slice(0, 5).map((one) => `${one.tagName.toLowerCase()}.${one.className} ${one.textContent.slice(0, 40)}`);
}"""
# Every word of a page becomes the longest that we know; what the interface itself says on its buttons stays.
IN_LONG_WORDS = """() => {
  const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const said = walk.currentNode;
    if (/\\p{L}{4}/u.test(said.data) && !said.parentElement.closest("svg, button, select, script"))
      said.data = "Kreativwirtschaftsförderungsgesellschaft";
  }
}"""
TOPS = "many => many.map((one) => one.getBoundingClientRect().top)"
TOO_SMALL = """() => [...document.querySelectorAll("button, select, input:not([type=hidden]), summary, nav a, .tool")]
  .filter((one) => one.checkVisibility())
  .map((one) => [one.innerText || one.name, one.getBoundingClientRect()])
  .filter(([name, box]) => box.width < 24 || box.height < 24)
  .map(([name, box]) => `${name} ${box.width} × ${box.height}`)"""


def test_the_menu_opens_and_a_member_is_found_by_filters(arrive):
    page = arrive(viewport=PHONE, has_touch=True, is_mobile=True)
    page.goto("/")
    menu = page.get_by_role("navigation", name="Main menu, folded")
    expect(menu).to_be_hidden()
    page.get_by_text("Menu", exact=True).tap()
    expect(menu).to_be_visible()
    menu.get_by_role("link", name="Members").tap()
    expect(page).to_have_url("/members/")

    page.get_by_label("Country").select_option(label="Finland")
    page.get_by_label("Name or place").fill("tampere")
    page.get_by_role("button", name="Show").tap()
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^\d+ organisations?$"))
    page.get_by_role("main").get_by_role("link", name=re.compile("Tampere")).first.tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tampere")
    page.go_back()
    expect(page.get_by_label("Name or place")).to_have_value("tampere")


def test_escape_closes_the_menu_and_gives_the_focus_back(arrive):
    page = arrive(viewport=PHONE)
    page.goto("/")
    opener = page.get_by_text("Menu", exact=True)
    opener.click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("navigation", name="Main menu, folded")).to_be_hidden()
    expect(page.locator(".menu-fold > summary")).to_be_focused()


def test_no_page_scrolls_sideways_on_the_narrowest_screen(arrive):
    page = arrive(viewport=NARROWEST)
    public = listed(page.request.get("/sitemap.xml").text())
    wide = {}
    for path in [*public, *KINDS, *map(in_french, KINDS)]:
        page.goto(path)
        if found := page.evaluate(TOO_WIDE):
            wide[path] = found
    assert wide == {}


@pytest.mark.parametrize("viewport", [NARROWEST, PHONE])
def test_no_page_scrolls_sideways_however_long_its_words_are(arrive, viewport):
    page = arrive(viewport=viewport)
    wide = {}
    for path in KINDS:
        page.goto(path)
        page.evaluate(IN_LONG_WORDS)
        if found := page.evaluate(TOO_WIDE):
            wide[path] = found
    assert wide == {}


@pytest.mark.parametrize("path", [HOME, in_french(HOME)])
def test_the_choice_of_colours_stays_in_one_row(arrive, path):
    page = arrive(viewport=NARROWEST)
    page.goto(path)
    assert len(set(page.locator("footer fieldset button").evaluate_all(TOPS))) == 1


@pytest.mark.parametrize("path", KINDS)
def test_what_is_tapped_is_large_enough(arrive, path):
    page = arrive(viewport=PHONE)
    page.goto(path)
    assert page.evaluate(TOO_SMALL) == []
