"""The interface's own pages, and what frames every page."""

import re
from io import BytesIO
from time import process_time

import pytest
from django.core.paginator import Paginator
from django.test import RequestFactory
from django.utils import translation
from PIL import Image

from eciap.foundation.accounts.models import Person
from eciap.foundation.ui import navigation, site
from eciap.foundation.ui.components import frame, share
from eciap.foundation.ui.enums import Hue

pytestmark = pytest.mark.urls("tests.foundation.ui.urls")


@pytest.fixture(autouse=True)
def empty_menus(monkeypatch):
    monkeypatch.setattr(navigation.registry, "items", {menu: [] for menu in navigation.MENUS})
    monkeypatch.setattr(navigation.registry, "addresses", {})
    monkeypatch.setattr(site, "_provider", lambda: site.Site("An Alliance", "AA", "Regions learn.", "aa"))


def page(client, path="/actions/"):
    return client.get(path).content.decode()


class TestScheme:
    def test_the_system_decides_until_the_visitor_does(self, client):
        assert "data-scheme=" not in page(client)

    def test_a_choice_is_remembered_and_leads_back(self, client):
        answer = client.post("/scheme/", {"scheme": "dark", "next": "/actions/?q=a"})
        assert (answer.status_code, answer["Location"]) == (302, "/actions/?q=a")
        assert 'data-scheme="dark"' in page(client)

    def test_the_choice_can_be_taken_back(self, client):
        client.post("/scheme/", {"scheme": "light"})
        client.post("/scheme/", {"scheme": "system"})
        assert "data-scheme=" not in page(client)

    def test_an_unknown_scheme_in_the_cookie_is_ignored(self, client):
        client.cookies["scheme"] = '"><script>'
        assert "data-scheme=" not in page(client)

    @pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
    def test_it_never_leads_to_another_site(self, client, elsewhere):
        assert client.post("/scheme/", {"scheme": "dark", "next": elsewhere})["Location"] == "/"

    def test_looking_at_the_address_changes_nothing(self, client):
        assert client.get("/scheme/").status_code == 405


class TestLanguage:
    def test_the_choice_is_kept_for_addresses_that_carry_no_language(self, client):
        answer = client.get("/language/fr/", {"next": "/plain/"})
        assert (answer.status_code, answer["Location"]) == (302, "/plain/")
        assert client.cookies["django_language"].value == "fr"

    def test_a_language_we_do_not_speak_is_no_page(self, client):
        assert client.get("/language/tlh/").status_code == 404

    def test_it_never_leads_to_another_site(self, client):
        assert client.get("/language/fr/", {"next": "//evil.example/"})["Location"] == "/"

    def test_the_switch_keeps_the_page_and_its_question(self, client):
        assert 'href="/fr/actions/?q=a" hreflang="fr" lang="fr">Français' in page(client, "/actions/?q=a")
        assert 'href="/actions/" hreflang="en" lang="en">English' in page(client, "/fr/actions/")

    def test_where_the_address_carries_none_the_switch_remembers(self, client):
        assert 'href="/language/fr/?next=%2Faccounts%2Flogin%2F"' in page(client, "/accounts/login/")

    def test_every_language_has_its_alternate(self, client):
        links = re.findall(r'<link rel="alternate" hreflang="(\w+)" href="([^"]+)">', page(client))
        assert links == [("en", "http://testserver/actions/"), ("fr", "http://testserver/fr/actions/")]


class TestPictures:
    def test_a_mark_is_a_picture_that_may_be_kept(self, client):
        answer = client.get("/marks/plum/vinci.svg")
        assert answer["Content-Type"] == "image/svg+xml"
        assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
        assert "#8a2a6b" in answer.content.decode()

    def test_a_hue_that_is_none_is_no_page(self, client):
        assert client.get("/marks/beige/vinci.svg").status_code == 404
        assert client.get("/marks/beige/vinci.png").status_code == 404

    def test_the_picture_of_a_shared_link_shows_the_same_mark(self, client):
        answer = client.get("/marks/plum/vinci.png")
        assert answer["Content-Type"] == "image/png"
        picture = Image.open(BytesIO(answer.content)).convert("RGB")
        assert picture.size == (1200, 630)
        assert len(answer.content) < 40_000
        # The ground, a small quarter disc, a soft one, and the large one at the lower right.
        spots = ((10, 10), (364, 79), (521, 79), (757, 472))
        colours = ((246, 226, 239), (138, 42, 107), (215, 155, 195), (21, 23, 28))
        assert tuple(picture.getpixel(spot) for spot in spots) == colours

    def test_the_picture_of_a_shared_link_costs_no_more_than_a_page(self):
        def seconds(identifier):
            before = process_time()
            share.card.__wrapped__(identifier, Hue.PLUM)
            return process_time() - before

        assert min(seconds(f"anything-{n}") for n in range(5)) < 0.06

    def test_the_favicon_is_found_where_it_once_had_to_be(self, client):
        answer = client.get("/favicon.ico")
        assert (answer.status_code, answer["Location"]) == (302, "/favicon.svg")

    def test_the_favicon_is_the_mark_of_the_site(self, client):
        assert client.get("/favicon.svg").content.startswith(b"<svg")


@pytest.mark.django_db
class TestGallery:
    def test_it_is_for_staff(self, client):
        assert client.get("/styleguide/").status_code == 302
        client.force_login(Person.objects.create_user("member@example.org"))
        assert client.get("/styleguide/").status_code == 403

    def test_staff_sees_every_section(self, client):
        client.force_login(Person.objects.create_user("staff@example.org", is_staff=True))
        answer = client.get("/styleguide/")
        assert answer.status_code == 200
        assert re.findall(r'<section class="section" id="(\w+)"', answer.content.decode()) == [
            "type", "marks", "facts", "records", "lists", "charts", "forms", "problems",
        ]  # fmt: skip


class TestFrame:
    def test_the_page_carries_the_name_and_sentence_of_the_site(self, client):
        html = page(client)
        assert "<span>AA</span>" in html
        assert '<meta name="description" content="Regions learn.">' in html
        assert '<meta property="og:site_name" content="An Alliance">' in html
        assert '<meta property="og:image" content="http://testserver/marks/ink/aa.png">' in html
        assert '<link rel="canonical" href="http://testserver/actions/">' in html

    def test_the_menu_marks_where_we_are(self, client):
        navigation.register("main", navigation.Item("Actions", "actions"), navigation.Item("Members", "members"))
        assert '<a href="/actions/" aria-current="page">Actions</a>' in page(client, "/actions/vinci/")
        assert '<a href="/members/">Members</a>' in page(client)

    def test_nothing_on_the_page_needs_what_the_policy_forbids(self, client):
        html = page(client)
        assert re.findall(r' style="| on\w+="|<style', html) == []
        assert re.findall(r"<script(?! src=)", html) == []

    def test_visitors_get_no_cookie_by_looking(self, client):
        client.get("/actions/")
        assert dict(client.cookies) == {}

    @pytest.mark.django_db
    def test_who_is_signed_in_finds_their_account(self, client):
        assert 'href="/accounts/login/"' in page(client)
        client.force_login(Person.objects.create_user("member@example.org"))
        assert 'href="/accounts/"' in page(client)

    def test_the_front_page_is_that_of_the_language(self):
        assert frame.front_page() == "/"
        with translation.override("fr"):
            assert frame.front_page() == "/fr/"


class TestPages:
    def shown(self, number, query="", pages=5):
        request = RequestFactory().get(f"/members/{query}")
        return frame.pages_html(Paginator(range(pages * 10), 10).get_page(number), request)

    def test_a_short_list_has_no_pages(self):
        assert self.shown(1, pages=1) == ""

    def test_filters_are_kept_and_the_first_page_has_the_plain_address(self):
        addresses = re.findall(r'href="([^"]+)"', self.shown(2, "?country=AT&page=2"))
        assert addresses[0] == addresses[1] == "/members/?country=AT"
        assert addresses[-1] == "/members/?country=AT&amp;page=3"

    def test_we_know_where_we_are_and_where_it_ends(self):
        first, last = self.shown(1), self.shown(5)
        assert ('rel="prev"' in first, 'rel="next"' in first) == (False, True)
        assert ('rel="prev"' in last, 'rel="next"' in last) == (True, False)
        assert re.findall(r'aria-current="page" href="[^"]*" aria-label="([^"]*)"', last) == ["Page 5"]
