"""A visitor whose browser runs no scripts: everything works by links and forms."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.addresses import ACTION, ARTICLE, HOME, KINDS, MEMBERS, THEME
from tests.journeys.browser import PHONE

pytestmark = pytest.mark.browser


def test_every_public_page_is_there(arrive):
    page = arrive(java_script_enabled=False)
    headings = {path: (page.goto(path), page.locator("main h1:visible").count())[1] for path in KINDS}
    assert headings == dict.fromkeys(KINDS, 1)


@pytest.mark.parametrize("path", [HOME, THEME, ACTION, MEMBERS, ARTICLE])
def test_a_page_says_the_same_with_and_without(arrive, path):
    said = []
    for scripts in (True, False):
        page = arrive(java_script_enabled=scripts)
        page.goto(path)
        said.append(page.locator("main").inner_text())
    assert said[0] == said[1]


def test_search_and_its_choices(arrive):
    page = arrive(java_script_enabled=False)
    page.goto("/search/")
    page.get_by_role("searchbox").fill("voucher")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    every = int(re.sub(r"\D", "", page.get_by_role("status").inner_text()))
    page.get_by_role("main").locator("a.chip").first.click()
    chosen = int(re.sub(r"\D", "", page.get_by_role("status").inner_text()))
    assert 0 < chosen < every


def test_filters_and_taking_them_off(arrive):
    page = arrive(java_script_enabled=False)
    page.goto("/members/")
    every = page.get_by_role("status").inner_text()
    page.get_by_label("Country").select_option(label="Austria")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("status")).not_to_have_text(every)
    page.get_by_role("link", name="Take all filters off").click()
    expect(page.get_by_role("status")).to_have_text(every)


def test_the_menu_of_a_phone(arrive):
    page = arrive(java_script_enabled=False, viewport=PHONE)
    page.goto("/")
    page.get_by_text("Menu", exact=True).click()
    page.get_by_role("navigation", name="Main menu, folded").get_by_role("link", name="Timeline").click()
    expect(page).to_have_url("/timeline/")


def paper(page) -> str:
    # Playwright's own evaluation runs where the page's scripts may not.
    return page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")


@pytest.mark.parametrize("scripts", [True, False])
def test_colours_are_chosen_and_kept(arrive, scripts):
    page = arrive(java_script_enabled=scripts, color_scheme="light")
    page.goto("/actions/?from=here")
    assert paper(page) == "rgb(251, 250, 246)"
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-scheme", "dark")
    expect(page).to_have_url("/actions/?from=here")
    assert paper(page) == "rgb(20, 22, 26)"

    page.goto("/members/")
    assert paper(page) == "rgb(20, 22, 26)"
    page.get_by_role("button", name="As my device").click()
    expect(page.locator("html")).not_to_have_attribute("data-scheme", "dark")
    assert paper(page) == "rgb(251, 250, 246)"
