"""Which language a page speaks: its address says so, else the visitor's choice, else the browser."""

import pytest
from django.conf import settings

pytestmark = pytest.mark.django_db
SIGN_IN = "/accounts/login/"


def language_of(response):
    return response.headers["Content-Language"]


def test_an_address_with_a_language_is_in_that_language(client):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert language_of(client.get("/fr/members/")) == "fr"


def test_an_address_of_the_first_language_is_in_it_whatever_the_browser_asks_for(client):
    assert language_of(client.get("/members/", headers={"accept-language": "fr"})) == "en"


@pytest.mark.parametrize(("asked", "given"), [("fr-BE,en;q=0.5", "fr"), ("en", "en"), ("is", "en"), ("", "en")])
def test_signing_in_is_in_the_language_that_the_browser_asks_for(client, asked, given):
    response = client.get(SIGN_IN, headers={"accept-language": asked})
    assert (language_of(response), "Accept-Language" in response.headers["Vary"]) == (given, True)


def test_the_visitors_choice_comes_before_the_browser(client):
    client.get("/language/fr/")
    assert language_of(client.get(SIGN_IN, headers={"accept-language": "en"})) == "fr"


def test_the_way_to_sign_in_keeps_the_language_of_the_page(client):
    page = client.get("/fr/members/", headers={"accept-language": "en"}).content.decode()
    assert 'href="/language/fr/?next=%2Faccounts%2Flogin%2F"' in page


def test_the_way_to_sign_in_is_straight_where_the_language_is_the_same(client):
    page = client.get("/fr/members/", headers={"accept-language": "fr"}).content.decode()
    assert f'href="{SIGN_IN}"' in page
    assert "next=%2Faccounts" not in page
