"""Editors change what the public reads: a news article by themselves, a standing page with the secretariat's word."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

TITLE = "The Alliance is launched in Milan"
NEW_TITLE = "The Alliance sets out from Milan"
LEAD = "At the finale of the festival, nine projects begin their zebracorn work in public."


def step_into(page: Page, role: str) -> None:
    page.goto("/demo/")
    page.get_by_role("button", name=re.compile(f"Step in ?: {role}")).click()
    expect(page).to_have_url("/cms/")


def find_in_desk(page: Page, title: str) -> None:
    page.goto(f"/cms/pages/search/?q={title}")
    page.get_by_role("main").get_by_role("link", name=title, exact=True).first.click()
    expect(page.locator("[name=title]")).to_have_value(title)


def choose(page: Page, action: str) -> None:
    """Take what the button at the foot of Wagtail's form offers, from its menu where it is not the first."""
    foot = page.locator("footer")
    button = foot.get_by_role("button", name=re.compile(f"^{action}", re.IGNORECASE))
    if not button.first.is_visible():
        foot.get_by_role("button", name="More actions").or_(
            foot.locator("[data-w-dropdown-target=toggle]")
        ).first.click()
    button.first.click()


def test_an_article_is_changed_previewed_published_and_found(arrive):
    page, reader = arrive(), arrive()
    step_into(page, "An editor")
    find_in_desk(page, TITLE)
    page.locator("[name=title]").fill(NEW_TITLE)
    page.locator("[name=lead]").fill(LEAD)

    page.get_by_role("button", name=re.compile("preview", re.IGNORECASE)).first.click()
    preview = page.frame_locator("iframe[data-w-preview-target=iframe]").last
    expect(preview.get_by_role("heading", level=1)).to_have_text(NEW_TITLE)
    reader.goto("/news/launch-in-milan/")
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)

    choose(page, "Publish")
    expect(page.locator(".messages")).to_contain_text("published")
    reader.reload()
    expect(reader.get_by_role("heading", level=1)).to_have_text(NEW_TITLE)
    expect(reader.get_by_role("main")).to_contain_text(LEAD)
    reader.goto("/search/?q=zebracorn")
    reader.get_by_role("main").get_by_role("link", name=NEW_TITLE).click()
    expect(reader).to_have_url("/news/launch-in-milan/")
    reader.goto("/")
    reader.goto("/search/?q=zebracorn&kind=action")
    expect(reader.get_by_role("main").get_by_role("link", name=NEW_TITLE)).to_have_count(0)


def test_a_record_is_cited_in_the_text_and_an_old_address_leads_on(arrive):
    page, reader = arrive(), arrive()
    step_into(page, "An editor")
    find_in_desk(page, "The platform meets in Copenhagen")
    prose = page.locator(".public-DraftEditor-content").first
    prose.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" See the first action")
    for _letter in "the first action":
        page.keyboard.press("Shift+ArrowLeft")
    page.get_by_role("button", name="Cite a record").click()
    window = page.locator(".modal-dialog")
    window.get_by_label("Search").fill("VINCI")
    window.get_by_role("link", name=re.compile("^VINCI")).first.click()
    expect(prose.get_by_role("button", name="the first action")).to_be_visible()
    page.get_by_role("tab", name="Promote").click()
    page.locator("[name=slug]").fill("met-in-copenhagen")
    choose(page, "Publish")
    expect(page.locator(".messages")).to_contain_text("published")

    reader.goto("/news/meeting-in-copenhagen/")
    expect(reader).to_have_url("/news/met-in-copenhagen/")
    citation = reader.get_by_role("main").locator("a.citation", has_text="the first action")
    expect(citation).to_have_attribute("href", "/actions/vinci/")


def test_a_standing_page_waits_for_the_secretariat(arrive):
    page, secretary, reader = arrive(), arrive(), arrive()
    sentence = "What the Alliance was, set down again by its editors."
    step_into(page, "An editor")
    reader.goto("/about/")
    title = reader.get_by_role("heading", level=1).inner_text()
    find_in_desk(page, title)
    page.locator("[name=lead]").fill(sentence)
    choose(page, "Submit to Review")
    expect(page.locator(".messages")).to_contain_text("submitted")
    reader.reload()
    expect(reader.get_by_role("main")).not_to_contain_text(sentence)

    step_into(secretary, "The secretariat")
    find_in_desk(secretary, title)
    choose(secretary, "Approve")
    expect(secretary.locator(".messages")).to_contain_text("has been updated")
    reader.reload()
    expect(reader.get_by_role("main")).to_contain_text(sentence)
