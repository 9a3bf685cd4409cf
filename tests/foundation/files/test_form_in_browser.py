"""The form in a real Chromium, without scripts: a file is chosen once, though the form is sent twice."""

import os

import pytest
from django.conf import settings
from django.test import Client

from eciap.foundation.files.models import StoredFile
from tests.foundation.files.makers import pdf
from tests.journeys.browser import AXE, FLAGS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.foundation.files.desk"),
]


@pytest.fixture
def session(live_server, person):
    client = Client()
    client.force_login(person)
    return {"name": settings.SESSION_COOKIE_NAME, "value": client.session.session_key, "url": live_server.url}


@pytest.fixture
def chromium(session, monkeypatch):
    from playwright.sync_api import sync_playwright

    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the database is closed while the browser's loop runs
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("ECIAP_CHROMIUM"), args=list(FLAGS))
        yield browser
        browser.close()


def arrive(chromium, session, **manners):
    context = chromium.new_context(**manners)
    context.add_cookies([session])
    page = context.new_page()
    page.goto(f"{session['url']}/hand-in/")
    return page


def hand_in(page, content):
    page.set_input_files("#id_plan", {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": content})
    page.click("form.stack button")


def test_a_file_is_chosen_once(chromium, session):
    page = arrive(chromium, session, java_script_enabled=False)
    hand_in(page, pdf())
    assert page.locator("#id_title_error").inner_text() == "This field is required."
    page.fill("#id_title", "A plan")
    page.click("form.stack button")
    assert page.locator("body").inner_text() == f"{StoredFile.objects.get().uuid} None"


def test_the_form_is_accessible_with_what_is_kept_and_what_is_refused(chromium, session):
    page = arrive(chromium, session, viewport={"width": 360, "height": 740})
    hand_in(page, pdf())
    hand_in(page, b"MZ")
    page.evaluate(AXE.read_text())
    assert page.evaluate("axe.run().then(result => result.violations.map(rule => rule.id))") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator("#id_plan_error").inner_text() == "This is a program. Programs are not taken here."
    assert page.locator("input[name=plan-kept]").count() == 1


def test_a_request_that_is_too_large_is_answered_with_a_page(chromium, session):
    page = arrive(chromium, session)
    hand_in(page, bytes(10 * 1024**2))
    assert page.locator("h1").inner_text() == "That was too much at once"
    page.go_back()
    assert page.locator("h1").inner_text() == "Hand in a plan"
