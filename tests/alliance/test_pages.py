"""What the public reads: pages, filters, empty states, feeds; in both languages, with a fixed number of queries."""

import json
import re
from decimal import Decimal

import pytest
from django.contrib.sites.requests import RequestSite
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from eciap.alliance.operations import MembershipFacts, put_memberships
from eciap.alliance.sitemaps import AllianceListSitemap, AllianceSitemap
from eciap.foundation.languages.periods import Period
from eciap.foundation.records.enums import EvidenceKind
from eciap.foundation.records.models import Record
from eciap.foundation.records.operations import link_evidence
from tests.alliance.factories import (
    NOON,
    a_figure,
    a_happening,
    a_seat,
    a_source,
    an_action,
    an_alliance,
    an_organisation,
)
from tests.vocabulary.factories import a_theme

pytestmark = pytest.mark.django_db


def words_of(response):
    """Return the text of the page's main part, in one line."""
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


def titles_of(response, css):
    html = response.content.decode()
    return re.findall(rf'class="{css}"[^>]*><a href="[^"]*">([^<]*)</a>', html)


def description_for_machines(response):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', response.content.decode())[1])


def a_furnished_action(slug="vinci", theme=None, **more):
    berlin = an_organisation("berlin", country="DE", city="Berlin")
    figures = [a_figure(name, n) for n, name in enumerate(["one", "two", "three", "four"], 1)]
    action = an_action(slug, theme, lead=berlin, partners=[berlin], figures=figures, sources=["report"], **more)
    a_seat(f"lead-{slug}", action=action, organisation=berlin, holder="Eva", period=Period.parse("2013"))
    a_happening(f"start-{slug}", "2012-06", related=[action.record])
    return action


def furnish(count):
    theme = a_theme()
    for n in range(count):
        a_furnished_action(f"a{n}", theme)
        member = an_organisation(f"m{n}", ["founding"], theme, lon=Decimal("13.4"), lat=Decimal("52.5"), country="DE")
        a_seat(f"seat{n}", organisation=member, theme=theme)
        a_happening(f"h{n}", "2013-05", related=[member.record], sources=["report"])


MOST_QUERIES = 20
PAGES = ["/actions/", "/actions/a0/", "/members/", "/members/m0/", "/timeline/"]


def queries_of(client, page):
    client.get(page)  # what is kept in memory is kept before we count
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page).status_code == 200
    return len(asked)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_takes_the_same_queries_with_one_row_and_with_thirty(client, page):
    furnish(2 if page == "/actions/a0/" else 1)  # an action's rows are its neighbours
    one = queries_of(client, page)
    furnish(30)
    assert (queries_of(client, page), one <= MOST_QUERIES) == (one, True)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["", "/fr"])
def test_a_page_opens_in_each_language(client, page, language):
    furnish(1)
    response = client.get(language + page)
    assert (response.status_code, response.headers["Content-Language"]) == (200, language.strip("/") or "en")


def test_an_action_answers_what_it_aimed_at_tried_and_found(client):
    a_furnished_action(
        texts={"en": {"summary": "In short.", "aim": "To buy.", "pilot": "", "results": "<p>It sold.</p>"}}
    )
    said = words_of(client.get("/actions/vinci/"))
    for part in ("In short.", "Aim To buy.", "What was tried not recorded", "It sold.", "Eva, Lead-vinci", "2013"):
        assert part in said
    assert said.index("1 voucher ") < said.index("Aim") < said.index("What came of it") < said.index("4 vouchers")


def test_an_action_of_which_little_is_known_says_so(client):
    an_action()
    said = words_of(client.get("/actions/vinci/"))
    assert "What came of it Certain not recorded" in said
    assert "Lead not recorded" in said


def test_an_action_shows_what_rests_on_it_and_what_else_was_tried(client):
    theme = a_theme()
    vinci, fad = a_furnished_action("vinci", theme), an_action("fad", theme)
    link_evidence(from_record=vinci.record, to_record=fad.record, kind=EvidenceKind.INSPIRED, by=None)
    response = client.get("/actions/fad/")
    assert "Rests on VINCI: vinci in full inspired" in words_of(response)
    assert titles_of(response, "card-title") == ["VINCI"]


def test_an_action_is_described_for_machines(client):
    a_furnished_action(texts={"en": {"summary": "<b>A & B</b>", "aim": "x"}})
    described = description_for_machines(client.get("/actions/vinci/"))
    assert (described["@type"], described["description"]) == ("Project", "<b>A & B</b>")
    assert described["url"] == "http://testserver/actions/vinci/"


def test_actions_are_filtered_and_the_filter_is_taken_off(client):
    an_action("vinci", a_theme("vouchers"), lead=an_organisation("aws", country="AT"))
    an_action("eccl", a_theme("clusters"))
    assert titles_of(client.get("/actions/?theme=clusters"), "row-title") == ["ECCL"]
    assert titles_of(client.get("/actions/?country=AT"), "row-title") == ["VINCI"]
    nothing = client.get("/actions/?theme=clusters&country=AT")
    assert "No concrete action fits both choices." in words_of(nothing)
    assert 'href="/actions/">Show all actions' in nothing.content.decode()


def test_countries_are_named_in_the_readers_language(client):
    an_action(lead=an_organisation("aws", country="AT"))
    assert '<option value="AT">Autriche</option>' in client.get("/fr/actions/").content.decode()


@pytest.mark.parametrize("page", ["/actions/", "/members/", "/timeline/"])
def test_a_list_with_nothing_in_it_says_what_will_be_here(client, page):
    assert "Here the" in words_of(client.get(page))


@pytest.mark.parametrize("page", ["/actions/unknown/", "/members/unknown/"])
def test_what_is_not_recorded_is_not_found(client, page):
    assert client.get(page).status_code == 404


def test_what_was_deleted_is_not_found(client):
    Record.objects.filter(pk=an_organisation().record_id).update(deleted_at=NOON)
    assert client.get("/members/berlin/").status_code == 404


def test_members_are_looked_for_by_words_without_accents(client):
    an_organisation("nantes", ["founding"], name="Nantes Métropole")
    an_organisation("milan", ["committed"])
    assert titles_of(client.get("/members/?q=metropole"), "row-title") == ["Nantes Métropole"]
    assert "Nobody fits all of these choices." in words_of(client.get("/members/?q=metropole&kind=committed"))


def test_a_member_shows_how_it_belongs_since_when_and_what_it_did(client):
    theme = a_theme(texts={"en": {"name": "Vouchers", "short": "Vouchers"}})
    a_source("report")
    berlin = an_organisation(
        "berlin", city="Berlin", country="DE", earlier_name="Old", website="https://berlin.example/"
    )
    facts = MembershipFacts(
        kind="founding",
        theme=theme,
        period=Period.parse("2012-01/.."),
        sources=["report"],
        texts={"en": {"note": "First."}},
    )
    put_memberships(organisation=berlin, memberships=[facts], by=None)
    an_action("vinci", theme, lead=berlin)
    a_seat("spokesperson", organisation=berlin, period=Period.parse("2012/2014"))
    response = client.get("/members/berlin/")
    said = words_of(response)
    for part in ("Berlin, Germany", "Founding member", "since January 2012", "1 source", "First.", "Earlier name Old"):
        assert part in said
    assert "Spokesperson Tanja 2012 – 2014" in said
    assert titles_of(response, "row-title") == ["VINCI"]
    assert description_for_machines(response)["address"] == {
        "@type": "PostalAddress",
        "addressLocality": "Berlin",
        "addressCountry": "DE",
    }


@pytest.mark.parametrize(
    ("alliance", "since", "said"),
    [
        ("2012-01/2014-12", "2012-01/..", "from January 2012 (the Alliance ended in December 2014)"),
        ("2012-01/2014-12", "2013-06-03/..", "from 3 Jun 2013 (the Alliance ended in December 2014)"),
        ("2012-01/2014-12", "2012-01/2013-05", "January 2012 – May 2013"),
        ("2012-01/2999-12", "2012-01/..", "since January 2012"),
        ("2012-01/..", "2012-01/..", "since January 2012"),
    ],
)
def test_who_belonged_to_an_alliance_that_is_over_is_not_said_to_belong_still(client, alliance, since, said):
    an_alliance(period=Period.parse(alliance))
    facts = MembershipFacts(kind="founding", period=Period.parse(since))
    put_memberships(organisation=an_organisation("berlin"), memberships=[facts], by=None)
    assert f"Founding member {said} No source" in words_of(client.get("/members/berlin/"))


@pytest.mark.parametrize(
    ("kind", "eyebrow"), [("agency", "agency place not recorded"), ("other", "place not recorded"),
                          ("unknown", "place not recorded")],
)  # fmt: skip
def test_a_kind_that_tells_nothing_is_not_told(client, kind, eyebrow):
    an_organisation("berlin", kind=kind)
    assert f"> Members Berlin {eyebrow} Berlin berlin is." in words_of(client.get("/members/berlin/"))


def test_names_and_website_stand_under_a_heading_of_their_own(client):
    an_organisation("berlin", earlier_name="Old")
    assert "Names and website Earlier name Old" in words_of(client.get("/members/berlin/"))
    an_organisation("milan")
    assert "Names and website" not in words_of(client.get("/members/milan/"))


def test_the_map_of_members_tells_their_themes_and_whose_place_is_not_recorded(client):
    theme = a_theme(hue="plum", texts={"en": {"name": "Vouchers", "short": "Vouchers"}})
    an_organisation("berlin", ["founding", "committed"], theme, lon=Decimal("13.4"), lat=Decimal("52.5"), country="DE")
    an_organisation("milan", ["founding"], country="IT")
    said = words_of(client.get("/members/"))
    assert "1 is not on the map, as its exact place is not recorded: Milan ." in said
    assert "Who Where Theme Berlin Germany Vouchers Milan Italy no theme recorded" in said


SHARED = re.compile(r'<meta property="og:image" content="http://testserver/marks/([^"]*)">')


@pytest.mark.parametrize(
    ("page", "mark"),
    [
        ("/actions/", "ink/actions.png"),
        ("/members/", "ink/members.png"),
        ("/timeline/", "ink/timeline.png"),
        ("/actions/vinci/", "plum/actions/vinci.png"),
        ("/members/berlin/", "plum/members/berlin.png"),
    ],
)
def test_a_shared_link_shows_the_mark_of_its_page(client, page, mark):
    theme = a_theme(hue="plum")
    an_action("vinci", theme, lead=an_organisation("berlin", ["founding"], theme))
    assert SHARED.findall(client.get(page).content.decode()) == [mark]


def test_the_sources_of_an_action_end_its_page(client):
    theme = a_theme()
    a_source("report")
    an_action("vinci", theme, sources=["report"])
    an_action("fad", theme)
    html = client.get("/actions/vinci/").content.decode()
    assert re.findall(r'<h2 id="([\w-]+)">', html)[-3:] == ["neighbours", "evidence", "sources-head"]


def test_a_partner_of_actions_says_that_no_membership_is_recorded(client):
    an_organisation("nesta")
    assert "no membership of its own is recorded" in words_of(client.get("/members/nesta/"))


def test_a_text_that_is_not_translated_says_so_and_keeps_its_language(client):
    an_organisation("berlin", texts={"en": {"description": "A town."}})
    html = client.get("/fr/members/berlin/").content.decode()
    assert '<p class="lead" lang="en">A town.</p>' in html
    assert 'class="fallback-note"' in html


def test_the_timeline_runs_by_year_and_each_entry_has_an_address(client):
    berlin = an_organisation("berlin")
    a_happening("launch", "2012-02-26/2012-02-28", related=[berlin.record])
    a_happening("call", "2012-03-29")
    a_happening("end", "2014-12")
    html = client.get("/timeline/").content.decode()
    assert re.findall(r'<h2 id="y(\d+)">', html) == ["2012", "2014"]
    assert re.findall(r'<li id="([a-z]+)"', html) == ["launch", "call", "end"]
    assert '<a href="/members/berlin/">Berlin</a>' in html


@pytest.mark.parametrize(("prefix", "language"), [("", "en"), ("/fr", "fr")])
def test_the_timeline_is_a_feed_in_each_language(client, prefix, language):
    texts = {"en": {"what": "It opens."}, "fr": {"what": "Elle ouvre."}}
    a_happening("launch", "2012-02-26", texts=texts)
    feed = client.get(f"{prefix}/timeline/feed/")
    body = feed.content.decode()
    assert (feed.status_code, feed.headers["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    assert f"<title>{texts[language]['what']}</title>" in body
    assert f'href="http://testserver{prefix}/timeline/#launch"' in body
    assert "<published>2012-02-26T00:00:00+00:00</published>" in body


def test_every_page_is_in_the_sitemap_in_each_language():
    an_organisation("berlin")
    site = RequestSite(RequestFactory().get("/"))
    pages = AllianceSitemap().get_urls(site=site, protocol="https")
    lists = AllianceListSitemap().get_urls(site=site, protocol="https")
    assert [page["location"] for page in pages] == [
        "https://testserver/members/berlin/",
        "https://testserver/fr/members/berlin/",
    ]
    assert pages[0]["lastmod"] is not None
    assert "https://testserver/fr/timeline/" in [page["location"] for page in lists]
