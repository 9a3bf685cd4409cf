"""Somebody prints a page: no navigation, the addresses of links, dark ink on white paper."""

import pytest

pytestmark = pytest.mark.browser

FRAME = ("header nav", "header .menu-tools", "header .tools", "footer nav", "footer form")
GONE = (*(f".site-{part}" for part in FRAME), ".crumbs", ".demo-bar", ".skip")
ADDRESS = "link => getComputedStyle(link, '::after').content"


@pytest.mark.parametrize("path", ["/", "/actions/vinci/", "/news/launch-in-milan/", "/members/milan/"])
def test_navigation_is_left_out(arrive, path):
    page = arrive(color_scheme="dark")
    page.goto(path)
    page.emulate_media(media="print")
    assert {part: page.locator(part).locator("visible=true").count() for part in GONE} == dict.fromkeys(GONE, 0)
    assert page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor") == "rgb(255, 255, 255)"


def test_the_sources_end_the_page(arrive):
    page = arrive()
    page.goto("/actions/vinci/")
    assert page.locator("main > section").last.get_by_role("heading").inner_text() == "Sources"


def test_addresses_of_links_are_shown(arrive):
    page = arrive()
    page.goto("/actions/vinci/")
    link = page.locator("main .sources a[href^=http]").first
    assert link.evaluate(ADDRESS) == "none"
    page.emulate_media(media="print")
    assert link.get_attribute("href") in link.evaluate(ADDRESS)


def test_a_page_becomes_sheets_of_paper(arrive):
    page = arrive()
    page.goto("/actions/vinci/")
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
