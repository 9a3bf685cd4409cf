"""Somebody asks for an account, confirms the address, signs out, mistypes the password, and signs in again."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

EMAIL, PASSWORD = "newcomer@example.org", "a-long-walk-to-tampere"


def sign_in(page: Page, password: str) -> None:
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()


def test_an_account_from_the_first_letter_to_the_second_visit(arrive):
    page = arrive()
    page.goto("/actions/vinci/")
    page.get_by_role("banner").get_by_role("link", name="Sign in").click()
    page.get_by_role("link", name="Ask for one").click()
    page.get_by_label("Your name").fill("Nora Newcomer")
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same password again").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mail")

    mail = page.context.new_page()
    mail.goto("/demo/")
    mail.locator(".row", has_text=EMAIL).first.get_by_role("link").click()
    code = re.search(r"^[A-Z0-9-]{5,}$", mail.get_by_role("main").inner_text(), re.MULTILINE)[0]
    page.get_by_label("Code from the letter").fill(code)
    page.get_by_role("button", name="Confirm the address").click()
    expect(page.get_by_role("banner").get_by_role("link", name="Account")).to_be_visible()

    page.goto("/accounts/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("banner").get_by_role("link", name="Sign in")).to_be_visible()

    page.goto("/accounts/login/?next=/members/")
    sign_in(page, "a-short-walk-home")
    expect(page.get_by_role("alert")).to_contain_text("The e-mail address or the password is not right.")
    expect(page.get_by_label("E-mail address")).to_have_value(EMAIL)
    sign_in(page, PASSWORD)
    expect(page).to_have_url("/members/")
    expect(page.get_by_role("banner").get_by_role("link", name="Account")).to_be_visible()


def test_the_account_is_there_with_a_way_out(arrive):
    page = arrive()
    page.goto("/demo/")
    page.get_by_role("button", name=re.compile("Step in ?: An entrepreneur")).click()
    page.get_by_role("banner").get_by_role("link", name="Account").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    page.get_by_role("link", name="Sign out").click()
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("banner").get_by_role("link", name="Sign in")).to_be_visible()


def test_the_desk_of_editors_has_no_door_of_its_own(arrive):
    page = arrive()
    page.goto("/cms/")
    expect(page).to_have_url(re.compile(r"/accounts/login/\?next=(/|%2F)cms(/|%2F)$"))
