"""The component gallery in a real Chromium: accessible in both schemes, on a phone, on a desk and without scripts."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from eciap.foundation.accounts.models import Person

AXE = (Path(__file__).resolve().parents[2] / "vendor" / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def session(live_server):
    """The cookie of somebody of the staff, and where the gallery is; made before the browser's loop begins."""
    client = Client()
    client.force_login(Person.objects.create_user("staff@example.org", is_staff=True))
    return {"name": settings.SESSION_COOKIE_NAME, "value": client.session.session_key, "url": live_server.url}


@pytest.fixture
def chromium(session, monkeypatch):
    from playwright.sync_api import sync_playwright

    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the database is closed while the browser's loop runs
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("ECIAP_CHROMIUM"), args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium, session):
    """Open the gallery; what the page says and asks for is kept on it."""

    def open_gallery(**options):
        context = chromium.new_context(**options)
        context.add_cookies([session])
        page = context.new_page()
        page.said, page.asked = [], []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(f"{session['url']}/styleguide/", wait_until="networkidle")
        return page

    return open_gallery


def violations(page):
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules}).then(result => result.violations)", RULES)
    return [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_everything_is_accessible_and_stays_in_its_width(opened, session, width, scheme):
    page = opened(viewport={"width": width, "height": 800}, color_scheme=scheme)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.said == []
    assert [url for url in page.asked if not url.startswith(f"{session['url']}/")] == []


def test_nothing_scrolls_sideways_at_320_pixels(opened):
    page = opened(viewport={"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_scripts_menu_notes_and_colours_work(opened):
    page = opened(viewport={"width": 360, "height": 800}, java_script_enabled=False)
    page.click(".menu-fold summary")
    assert page.locator(".menu-fold nav").is_visible()
    page.click(".menu-fold summary")
    page.locator(".source-chip").first.click()
    assert page.locator(".source-note").first.is_visible()
    page.keyboard.press("Escape")
    assert not page.locator(".source-note").first.is_visible()
    page.get_by_role("button", name="Dark").click()
    assert page.locator("html").get_attribute("data-scheme") == "dark"
    assert page.url.endswith("/styleguide/")


def test_with_scripts_colours_change_at_once_and_stay(opened):
    page = opened(viewport={"width": 1280, "height": 800}, color_scheme="light")
    asked = len(page.asked)
    page.get_by_role("button", name="Dark").click()
    assert page.locator("html").get_attribute("data-scheme") == "dark"
    assert len(page.asked) == asked
    page.reload()
    assert page.locator("html").get_attribute("data-scheme") == "dark"
    page.get_by_role("button", name="As my device").click()
    page.reload()
    assert page.locator("html").get_attribute("data-scheme") is None


def test_escape_closes_the_menu_and_returns_to_its_button(opened):
    page = opened(viewport={"width": 360, "height": 800})
    page.click(".menu-fold summary")
    page.keyboard.press("Escape")
    assert not page.locator(".menu-fold nav").is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_the_way_by_keyboard_begins_with_the_content(opened):
    page = opened(viewport={"width": 1280, "height": 800})
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_dots_of_the_map_are_reached_and_named_by_keyboard(opened):
    page = opened(viewport={"width": 1280, "height": 800})
    dot = page.locator(".map a").first
    dot.focus()
    assert dot.get_attribute("aria-label") == "Amsterdam Economic Board, Amsterdam, Netherlands"
    assert dot.locator(".tip").evaluate("tip => getComputedStyle(tip).opacity") == "1"
