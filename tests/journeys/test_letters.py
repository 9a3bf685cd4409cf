"""The secretariat sends itself a trial letter, sees it in the outbox, and reads it in the demonstration's post box."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_trial_letter_is_written_and_seen(arrive):
    page = arrive(java_script_enabled=False)
    page.goto("/demo/")
    page.get_by_role("button", name=re.compile("Step in ?: The secretariat")).click()
    page.goto("/")
    page.locator("header").get_by_role("link", name="Jobs").first.click()
    page.get_by_role("link", name="Look at the letters").click()

    page.get_by_role("button", name="Send me a trial letter").click()

    row = page.locator(".row", has_text="A trial letter").first
    expect(row).to_contain_text("secretariat@demo.example")
    page.goto("/demo/")
    page.get_by_role("link", name="A trial letter").first.click()
    expect(page.get_by_role("main")).to_contain_text("This letter has arrived")
