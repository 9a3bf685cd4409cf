"""A visitor who reads French finds the platform in French, and stays there."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.browser import PHONE

pytestmark = pytest.mark.browser


def test_a_french_visitor_switches_once_and_stays_in_french(arrive):
    page = arrive(locale="fr-FR")
    page.goto("/")
    offer = page.get_by_role("banner").get_by_role("link", name="Français")
    expect(offer).to_have_attribute("lang", "fr")
    offer.click()
    expect(page).to_have_url("/fr/")
    expect(page.locator("html")).to_have_attribute("lang", "fr")

    page.locator(".menu-wide a[href*=actions]").click()
    expect(page).to_have_url("/fr/actions/")
    page.get_by_role("main").get_by_role("link", name="VINCI", exact=True).click()
    expect(page).to_have_url("/fr/actions/vinci/")
    expect(page.get_by_role("main")).to_contain_text("le chèque créatif national de l’Autriche")

    page.goto("/fr/search/")
    page.get_by_role("searchbox").fill("chèques")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/fr/search/\?q=ch%C3%A8ques"))
    page.locator("main a[href='/fr/actions/vinci/']").first.click()
    expect(page).to_have_url("/fr/actions/vinci/")


@pytest.mark.parametrize(
    "path", ["/actions/vinci/", "/members/?country=AT", "/news/launch-in-milan/", "/search/?q=design"]
)
def test_the_switch_of_language_keeps_the_page(arrive, path):
    page = arrive()
    page.goto(path)
    page.get_by_role("banner").get_by_role("link", name="Français").click()
    expect(page).to_have_url(f"/fr{path}")
    page.get_by_role("banner").get_by_role("link", name="English").click()
    expect(page).to_have_url(path)


def test_on_a_phone_the_offer_is_in_the_menu(arrive):
    page = arrive(viewport=PHONE, locale="fr-FR")
    page.goto("/actions/")
    page.get_by_text("Menu", exact=True).click()
    page.get_by_role("banner").get_by_role("link", name="Français").click()
    expect(page).to_have_url("/fr/actions/")


def test_dates_and_figures_are_set_as_french_sets_them(arrive):
    page = arrive(locale="fr-FR")
    page.goto("/fr/")
    money = page.locator("#money").locator("xpath=ancestor::section")
    expect(money).to_contain_text(re.compile(r"45,8\s*M"))
