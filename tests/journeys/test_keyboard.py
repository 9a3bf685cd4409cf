"""A visitor who uses no mouse finds a concrete action from the home page."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

FOCUSED = """() => {
  const seen = document.activeElement.getBoundingClientRect();
  const ring = getComputedStyle(document.activeElement);
  const covered = document.elementFromPoint(seen.left + seen.width / 2, seen.top + seen.height / 2);
  return {
    ring: ring.outlineStyle !== "none" && parseFloat(ring.outlineWidth) >= 3,
    inView: seen.width > 0 && seen.bottom > 0 && seen.top < innerHeight && seen.left >= 0 && seen.right <= innerWidth,
    uncovered: document.activeElement.contains(covered) || Boolean(covered && covered.contains(document.activeElement)),
  };
}"""
SEEN = {"ring": True, "inView": True, "uncovered": True}
FURTHEST = 60


def tab_to(page: Page, name: str) -> list[str]:
    """Press Tab until the link of this name has the focus, and give the names of what had it on the way."""
    passed = []
    for _step in range(FURTHEST):
        page.keyboard.press("Tab")
        passed.append(page.evaluate("document.activeElement.innerText.trim()"))
        assert (passed[-1], page.evaluate(FOCUSED)) == (passed[-1], SEEN)
        if passed[-1] == name:
            return passed
    pytest.fail(f"{name} was not reached: {passed}")


def test_an_action_is_found_from_the_home_page_by_keyboard_alone(arrive):
    page = arrive()
    page.goto("/")
    assert tab_to(page, "Skip to the content") == ["Skip to the content"]

    tab_to(page, "Actions")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Concrete actions")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # past the menu
    expect(page.locator("main")).to_be_focused()
    passed = tab_to(page, "VINCI")
    assert "Members" not in passed
    page.keyboard.press("Enter")
    expect(page).to_have_url("/actions/vinci/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("VINCI")


def test_where_a_figure_comes_from_opens_and_closes_by_keyboard(arrive):
    page = arrive()
    page.goto("/")
    chip = page.locator("button.source-chip").first
    note = page.locator(".source-note").first
    chip.focus()
    page.keyboard.press("Enter")
    expect(note).to_be_visible()
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(chip).to_be_focused()
