"""What the public sees of pages: in both languages, with all that the contexts know, at a cost that does not grow."""

import json
import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from eciap.alliance import operations as alliance
from eciap.foundation.accounts.models import Person
from eciap.foundation.languages.periods import Period
from eciap.foundation.records.operations import Figure
from eciap.portal import queries, tasks
from eciap.portal.models import NewsPage, PublicationPage
from eciap.vocabulary.operations import put_theme
from tests.portal import written

pytestmark = pytest.mark.django_db


def body(client, path, status=200):
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def ld(html):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])


def alternates(html):
    return dict(re.findall(r'<link rel="alternate" hreflang="(\w+)" href="http://testserver([^"]*)">', html))


def figure(key, value, unit="EUR"):
    texts = {"en": {"label": key.replace("-", " ").capitalize(), "scope": ""}}
    number = None if value is None else Decimal(value)
    return Figure(key=key, texts=texts, value=number, unit=unit, as_of=Period.parse("2014-06"))


@pytest.fixture
def front_page(small_alliance):
    figures = [
        figure("mobilisation-target", 100_000_000),
        figure("mobilised-by-mid-2014", 45_800_000),
        figure("partners", 28, "organisations"),
        figure("mobilised-in-the-end", None),
    ]
    words = {"en": {"name": "Small alliance", "platform_name": "", "tagline": "Two who try."}}
    alliance.put_alliance(slug="small", acronym="SA", texts=words, figures=figures, by=None)
    does = {"en": {"description": "It helps."}}
    place = {"lon": Decimal("2.1"), "lat": Decimal("41.4")}
    alliance.put_organisation(slug="agency", name="Agency", texts=does, by=None, **place)
    happened = {"en": {"what": "It began."}}
    entry = alliance.put_chronicle_entry(
        slug="start", period=Period.parse("2012-01"), kind="founding", texts=happened, by=None
    )
    return written.home(
        {
            "en": {"title": "Front page", "headline": "Learn from each other", "lead": ""},
            "fr": {"title": "Accueil", "headline": "Apprendre les uns des autres", "lead": ""},
        },
        milestones=[entry.record],
    )


def test_the_front_page_puts_together_what_the_alliance_knows(client, front_page, small_alliance):
    written.news(themes=[small_alliance.theme])
    html = body(client, "/")

    assert "<title>Small alliance</title>" in html
    assert "Learn from each other</h1>" in html
    assert re.search(r'<li class="door"[^>]*>.*?href="/themes/vouchers/">Vouchers', html, re.DOTALL)
    assert re.search(r'class="money-sum">€45.8M <small>of €100M', html)
    assert ("28 <small>organisations" in html, "not recorded" in html) == (True, True)
    assert re.search(r'href="/news/opening/">Opening</a>.*?<span>Vouchers</span>', html, re.DOTALL)
    assert "It began." in html
    assert re.search(r'<a href="/members/agency/"[^>]*aria-label="Agency', html)
    described = ld(html)
    assert (described["@type"], described["name"], described["url"]) == (
        "Organization", "Small alliance", "http://testserver/",
    )  # fmt: skip


def test_the_front_page_in_french(client, front_page):
    html = body(client, "/fr/")
    assert ('<html lang="fr"' in html, "Apprendre les uns des autres</h1>" in html) == (True, True)
    assert alternates(html) == {"en": "/", "fr": "/fr/"}


def test_an_empty_front_page_says_what_will_be_here(client):
    written.home()
    html = body(client, "/")
    assert html.count('class="empty"') == 2


def test_a_signed_in_reader_sees_the_same_front_page(client, front_page):
    client.force_login(Person.objects.create_user("anna@example.org"))
    assert "Learn from each other</h1>" in body(client, "/")


def test_news_in_both_languages_lead_to_each_other(client):
    written.source()
    written.news(texts=written.bilingual(), sources=["report"])
    english, french = body(client, "/news/opening/"), body(client, "/fr/news/opening/")
    assert alternates(english) == alternates(french) == {"en": "/news/opening/", "fr": "/fr/news/opening/"}
    assert ("Opening</h1>" in english, "Ouverture</h1>" in french) == (True, True)
    assert "<em>aujourd’hui</em>" in french
    assert '<time datetime="2014-06">' in english
    assert ">Report" in english
    described = ld(french)
    assert (described["@type"], described["headline"], described["datePublished"], described["inLanguage"]) == (
        "NewsArticle", "Ouverture", "2014-06", "fr",
    )  # fmt: skip


def test_what_is_not_translated_leads_to_its_list_in_the_other_language(client):
    written.news()
    assert alternates(body(client, "/news/opening/")) == {"en": "/news/opening/", "fr": "/fr/news/"}
    body(client, "/fr/news/opening/", status=404)
    assert 'href="/news/opening/">Opening' in body(client, "/fr/news/")


def test_a_page_of_the_menu_that_is_not_translated_leads_to_the_original(client):
    written.home()
    written.text_page("about")
    answer = client.get("/fr/about/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/about/")
    body(client, "/about/")
    body(client, "/privacy/", status=404)


def test_lists_say_when_they_are_empty(client):
    written.home()
    assert 'class="empty"' in body(client, "/news/")
    assert 'class="empty"' in body(client, "/publications/")


def test_a_publication_says_what_is_not_recorded(client):
    written.publication()
    html = body(client, "/publications/paper/")
    for words in ("date not recorded", "publisher not recorded", "Where it can be read is not recorded."):
        assert words in html
    assert ld(html) == {
        "@context": "https://schema.org", "@type": "Report", "name": "Paper", "description": "What it says.",
        "inLanguage": "en", "url": "http://testserver/publications/paper/",
    }  # fmt: skip


def test_a_publication_leads_to_where_it_is_and_to_its_publisher(client, small_alliance):
    written.publication(
        date=Period.parse("2014"), kind="flyer", publisher=small_alliance.member, url="https://example.org/paper",
        themes=[small_alliance.theme],
    )  # fmt: skip
    html = body(client, "/publications/paper/")
    assert 'href="https://example.org/paper" rel="external"' in html
    assert 'href="/members/agency/">Agency' in html
    assert 'data-hue="ink" href="/themes/vouchers/">Vouchers' in html


def test_a_standing_page(client):
    written.source()
    written.text_page(sources=["report"])
    html = body(client, "/about/")
    assert ("About</h1>" in html, "It opened <em>today</em>." in html, "Report" in html) == (True, True, True)


def test_a_page_behind_a_door_asks_to_sign_in(client):
    page = written.text_page()
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert client.get("/about/").headers["Location"] == "/accounts/login/?next=/about/"


def test_a_theme_says_what_works_who_to_talk_to_and_what_was_done(client, small_alliance):
    title = {"en": {"title": "Contact for vouchers"}}
    alliance.put_seat(
        slug="vouchers", kind="contact", holder="Anna", organisation=small_alliance.member, texts=title,
        theme=small_alliance.theme, period=Period.parse("2012"), by=None,
    )  # fmt: skip
    written.news(themes=[small_alliance.theme])
    written.publication(themes=[small_alliance.theme])
    html = body(client, "/themes/vouchers/")

    assert "Vouchers</h1>" in html
    assert re.search(r'href="/members/agency/">Agency</a>.*?Anna', html, re.DOTALL)
    for address in ("/actions/pilot/", "/news/opening/", "/publications/paper/"):
        assert f'href="{address}"' in html
    assert alternates(html) == {"en": "/themes/vouchers/", "fr": "/fr/themes/vouchers/"}


def test_a_theme_about_which_little_is_known(client, small_alliance):
    client.force_login(Person.objects.create_user("anna@example.org"))
    html = body(client, "/themes/vouchers/")
    assert "Nobody is recorded as the contact for this theme." in html


def test_a_seat_without_an_organisation_goes_by_its_title(client, small_alliance):
    title = {"en": {"title": "Contact for vouchers"}}
    alliance.put_seat(slug="v", kind="contact", holder="Anna", theme=small_alliance.theme, texts=title, by=None)
    assert "Contact for vouchers" in body(client, "/themes/vouchers/")


def test_themes_are_doors_with_their_desks_and_contacts_and_the_desks_below(client, small_alliance):
    theme = small_alliance.theme
    words = {"en": {"name": "Vouchers abroad", "short": "Abroad", "question": "Who buys abroad?"}}
    desk = put_theme(slug="abroad", kind="desk", parent=theme, hue="plum", texts=words, by=None)
    for slug, at in (("one", theme), ("two", desk)):
        title = {"en": {"title": f"Contact {slug}"}}
        alliance.put_seat(slug=slug, kind="contact", holder="Anna", theme=at, texts=title, by=None)
    html = body(client, "/themes/")
    door = re.search(r'<li class="door".*?</li>', html, re.DOTALL)[0]
    assert re.findall(r"<span>([^<]*)</span>", door) == ["Abroad", "2 contacts"]
    row = re.search(r'<li class="row" data-hue="plum">.*?</li>', html, re.DOTALL)[0]
    assert 'href="/themes/abroad/">Vouchers abroad</a>' in row
    assert re.findall(r"<p>(.*?)</p>|<span>([^<]*)</span>", row) == [
        ("Who buys abroad?", ""), ("", "Vouchers"), ("", "1 contact"),
    ]  # fmt: skip
    assert alternates(html) == {"en": "/themes/", "fr": "/fr/themes/"}


def test_themes_before_there_are_any_and_a_theme_without_contacts(client):
    assert 'class="empty"' in body(client, "/themes/")
    put_theme(slug="vouchers", kind="theme", texts={"en": {"name": "Vouchers", "short": "Vouchers"}}, by=None)
    assert "no contact recorded" in body(client, "/themes/")


def test_a_theme_and_a_desk_say_the_way_here(client, small_alliance):
    words = {"en": {"name": "Vouchers abroad", "short": "Abroad"}}
    put_theme(slug="abroad", kind="desk", parent=small_alliance.theme, texts=words, by=None)
    ways = [
        re.search(r'<nav class="crumbs".*?</nav>', body(client, f"/themes/{slug}/"))[0]
        for slug in ("vouchers", "abroad")
    ]
    assert [re.findall(r">([^<]+)</(?:a|span)>", way) for way in ways] == [
        ["Themes", "Vouchers"],
        ["Themes", "Vouchers", "Abroad"],
    ]
    assert re.findall(r'href="([^"]+)"', ways[1]) == ["/themes/", "/themes/vouchers/"]


def test_a_publication_rests_on_the_sources_that_it_cites(client):
    written.source()
    written.publication(sources=["report"])
    html = body(client, "/publications/paper/")
    assert '<a href="#sources">1 source</a>' in html
    assert "Nothing recorded yet" not in html


def test_an_unknown_theme_is_told_like_any_page_that_is_not_there(client):
    assert "There is no page here" in body(client, "/themes/nothing/", status=404)


def test_feeds_carry_news_and_publications_in_the_language_of_their_address(client):
    written.news(texts=written.bilingual(), date="2014-06-30")
    written.publication()
    feed = body(client, "/fr/news/feed/")
    assert ("<title>Ouverture</title>" in feed, "Elle ouvre." in feed) == (True, True)
    assert "http://testserver/fr/news/opening/" in feed
    assert "<published>2014-06-30T00:00:00+00:00</published>" in feed
    feed = body(client, "/publications/feed/")
    assert ("<title>Paper</title>" in feed, "<published>" in feed) == (True, False)


def test_machines_are_told_where_pages_are(client, small_alliance):
    written.news(texts=written.bilingual())
    sitemap = body(client, "/sitemap.xml")
    for path in (
        "/",
        "/fr/",
        "/themes/",
        "/fr/themes/",
        "/news/opening/",
        "/fr/news/opening/",
        "/themes/vouchers/",
        "/actions/pilot/",
    ):
        assert f"<loc>http://testserver{path}</loc>" in sitemap
    robots = body(client, "/robots.txt")
    assert ("Disallow: /cms/" in robots, "Sitemap: http://testserver/sitemap.xml" in robots) == (True, True)


def test_a_page_is_published_when_its_time_has_come(client):
    page = written.news()
    page.title = "Opened at noon"
    page.go_live_at = datetime.now(UTC) + timedelta(hours=1)
    page.save_revision().publish()
    tasks.publish_scheduled.call()
    assert "Opening</h1>" in body(client, "/news/opening/")

    with time_machine.travel(page.go_live_at + timedelta(minutes=1)):
        tasks.publish_scheduled.call()
    assert "Opened at noon</h1>" in body(client, "/news/opening/")


LISTS = ("/", "/news/", "/publications/", "/themes/", "/themes/vouchers/")


def asked(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return len(asked)


def test_a_page_asks_as_much_for_one_row_as_for_thirty(client, front_page, small_alliance):
    theme = small_alliance.theme
    written.news(themes=[theme])
    written.publication(themes=[theme], publisher=small_alliance.member)
    with_one_row = {path: asked(client, path) for path in LISTS}
    for n in range(30):
        day = Period.parse(f"2014-06-{n + 1:02}")
        news = NewsPage(title=f"News {n}", slug=f"news-{n}", date=day, lead="It opens.", themes=[theme])
        queries.news_index().add_child(instance=news)
        paper = PublicationPage(title=f"Paper {n}", slug=f"paper-{n}", date=day, themes=[theme])
        queries.publication_index().add_child(instance=paper)

    assert {path: asked(client, path) for path in LISTS} == with_one_row
    assert max(with_one_row.values()) <= 20


@pytest.mark.parametrize("path", ["/news/opening/", "/publications/paper/", "/about/"])
def test_an_article_asks_little(client, small_alliance, path, django_assert_max_num_queries):
    written.source()
    written.news(related=[small_alliance.action.record], themes=[small_alliance.theme], sources=["report"])
    written.publication(themes=[small_alliance.theme], sources=["report"])
    written.text_page(sources=["report"])
    client.get(path)
    with django_assert_max_num_queries(20):
        client.get(path)


def test_prose_is_cleaned_when_it_is_shown_whoever_wrote_it(client):
    page = written.news()
    hostile = '<p onclick="x()">It <img src="x" onerror="x()">opened.</p><form action="/accounts/logout/">Go</form>'
    page.body = json.dumps([{"type": "prose", "value": hostile}])
    page.save_revision().publish()
    assert '<div class="prose"><p>It opened.</p>Go</div>' in body(client, "/news/opening/")
