"""Somebody opens an account with a passkey, comes back with it, and shows with it once more that it is them.

Passkeys belong to a name and not to a number, so these visitors come to `localhost`.
"""

import contextlib
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import AXE, PHONE, visit
from tests.journeys.test_axe import RUN

pytestmark = pytest.mark.browser


@pytest.fixture
def arrive_by_name(browser, site):
    """Let a visitor arrive at the name of the site, with a device that holds passkeys."""
    with contextlib.ExitStack() as stack:
        visits = []

        def arrived(**manners) -> Page:
            page, heard = stack.enter_context(visit(browser, site.replace("127.0.0.1", "localhost"), **manners))
            visits.append(heard)
            device(page)
            page.add_init_script(path=AXE)
            return page

        yield arrived
        assert [said for heard in visits for said in heard.said] == []


def device(page: Page) -> None:
    """Give the window a device that keeps passkeys and knows its owner by finger."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


@contextlib.contextmanager
def in_mail(page: Page, email: str) -> Iterator[Page]:
    """Read the newest letter to an address in another window."""
    box = page.context.new_page()
    box.goto("/demo/")
    box.locator(".row", has_text=email).first.get_by_role("link").click()
    yield box
    box.close()


def violations(page: Page) -> list[str]:
    """What axe finds on this page, once its style is there."""
    page.wait_for_load_state()
    return page.evaluate(RUN)


def sign_up(page: Page, email: str) -> None:
    page.goto("/accounts/signup/")
    page.get_by_role("link", name="Open an account with a passkey").click()
    page.get_by_label("Your name").fill("Paula Passkey")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_role("main").get_by_role("button", name="Go on").click()
    with in_mail(page, email) as letter:
        code = re.search(r"^[A-Z0-9-]{5,}$", letter.get_by_role("main").inner_text(), re.MULTILINE)[0]
    page.get_by_label("Code from the letter").fill(code)
    page.get_by_role("button", name="Confirm the address").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Make your passkey")


def sign_out(page: Page) -> None:
    page.goto("/accounts/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()


def test_an_account_is_opened_and_used_with_a_passkey_alone(arrive_by_name):
    page = arrive_by_name()
    sign_up(page, "paula@example.org")
    assert violations(page) == []
    page.get_by_label("Name of the passkey").fill("Paula’s telephone")
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("banner").get_by_role("link", name="Account")).to_be_visible()

    sign_out(page)
    page.goto("/accounts/login/?next=/members/")
    assert violations(page) == []
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page).to_have_url("/members/")

    page.goto("/accounts/2fa/webauthn/")
    row = page.locator(".row", has_text="Paula’s telephone")
    expect(row).to_contain_text("Signs you in by itself.")
    row.get_by_role("link", name="Rename").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Is it you?")
    assert violations(page) == []
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_label("Name of the passkey").fill("The old telephone")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".row", has_text="The old telephone")).to_be_visible()


def test_a_device_that_knows_no_passkey_of_ours_says_so(arrive_by_name):
    page = arrive_by_name()
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.locator("[data-problem]")).to_have_text("No passkey was used: it was stopped, or it took too long.")
    expect(page).to_have_url("/accounts/login/")


def test_a_number_as_address_is_named_as_the_reason(arrive):
    page = arrive()
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.locator("[data-problem]")).to_have_text(
        "Passkeys do not work at this address: they need the name of the site."
    )


def test_without_scripts_the_page_says_what_does_not_work(arrive):
    page = arrive(java_script_enabled=False, viewport=PHONE)
    page.goto("/accounts/login/")
    expect(page.get_by_text("Passkeys need JavaScript, and it does not run here.")).to_be_visible()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
