"""A visitor of the demonstration steps into each role with one click and reads a letter."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

DESK, ROOM = "/cms/", "/demo/"


@pytest.mark.parametrize(
    ("role", "leads_to"),
    [
        ("The secretariat", DESK),
        ("An editor", DESK),
        ("A founding member", ROOM),
        ("The coordinator of a concrete action", ROOM),
        ("An entrepreneur", ROOM),
    ],
)
def test_a_role_takes_one_click(arrive, role, leads_to):
    page = arrive()
    page.goto("/")
    page.get_by_role("link", name="Roles and mail").click()
    page.get_by_role("button", name=re.compile(f"Step in ?: {role}")).click()
    expect(page).to_have_url(leads_to)
    page.goto(ROOM)
    mine = page.locator(".row", has_text=role)
    expect(mine).to_contain_text("This is you at present.")


def test_a_letter_that_would_have_been_sent_is_read(arrive):
    page = arrive()
    page.goto("/demo/")
    page.get_by_role("button", name=re.compile("Step in ?: An entrepreneur")).click()
    page.goto("/accounts/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.goto("/accounts/password/reset/")
    page.get_by_label("E-mail address").fill("entrepreneur@demo.example")
    page.get_by_role("main").get_by_role("button").click()

    page.goto("/demo/")
    page.locator(".row", has_text="entrepreneur@demo.example").first.get_by_role("link").click()
    page.get_by_role("main").get_by_role("link", name=re.compile("password.reset.key")).click()
    expect(page.get_by_label("New password", exact=True)).to_be_visible()
