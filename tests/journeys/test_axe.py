"""No page breaks a rule of WCAG 2.2 A or AA, or a good practice, that axe can find."""

import itertools
import re

import pytest
from playwright.sync_api import Page

from tests.journeys.addresses import KINDS, MAIN, SECRETARIAT, in_french, listed
from tests.journeys.browser import AXE, DESK, PHONE

pytestmark = pytest.mark.browser

SCHEMES = ("light", "dark")
SIZES = {"phone": PHONE, "desk": DESK}
EVERY_WAY = list(itertools.product(SCHEMES, SIZES))
RUN = """async () => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const found = await axe.run(document, { runOnly: tags, resultTypes: ["violations"], preload: false });
  return found.violations.flatMap((rule) => rule.nodes.map((node) =>
    `${rule.id}: ${node.target.join(" ")}: ${node.any.concat(node.all, node.none).map((one) => one.message)[0]}`));
}"""


@pytest.fixture
def look(arrive):
    """Look at pages in one way, and tell what is wrong with each."""

    def looked(scheme: str, size: str) -> Page:
        page = arrive(color_scheme=scheme, viewport=SIZES[size])
        page.add_init_script(path=AXE)
        return page

    return looked


def violations(page: Page, paths) -> dict[str, list[str]]:
    found = {}
    for path in paths:
        page.goto(path)
        if broken := page.evaluate(RUN):
            found[path] = broken
    return found


@pytest.mark.parametrize(("scheme", "size"), EVERY_WAY)
def test_each_kind_of_page(look, scheme, size):
    assert violations(look(scheme, size), [*KINDS, *map(in_french, MAIN)]) == {}


@pytest.mark.parametrize("way", range(len(EVERY_WAY)))
def test_every_public_page_in_one_way_or_another(look, way):
    page = look(*EVERY_WAY[way])
    public = listed(page.request.get("/sitemap.xml").text())
    assert len(public) > 100
    assert violations(page, public[way :: len(EVERY_WAY)]) == {}


@pytest.mark.parametrize(("scheme", "size"), EVERY_WAY)
def test_the_pages_of_the_secretariat(look, scheme, size):
    page = look(scheme, size)
    page.goto("/demo/")
    page.locator('form[action*="roles/secretariat"] button').click()
    assert violations(page, SECRETARIAT) == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_menu_of_a_phone_and_the_note_of_a_source_when_they_are_open(look, scheme):
    page = look(scheme, "phone")
    page.goto("/")
    page.get_by_text("Menu", exact=True).click()
    assert page.evaluate(RUN) == []
    page.keyboard.press("Escape")
    page.locator("button.source-chip").first.click()
    assert page.evaluate(RUN) == []


OF_THE_SECRETARIAT = ("/jobs/", "/letters/", "/styleguide/letters/", "/styleguide/letters/en/jobs/letters/trial.html")


@pytest.mark.parametrize(("scheme", "size"), EVERY_WAY)
def test_the_pages_of_those_who_look_after_jobs_and_letters(look, scheme, size):
    page = look(scheme, size)
    page.goto("/demo/")
    page.get_by_role("button", name=re.compile("Step in ?: The secretariat")).click()
    assert violations(page, OF_THE_SECRETARIAT) == {}
