"""What the public reads of recommendations: in groups, one by one, as a feed; unknown titles are said to be so."""

import re

import pytest
from django.contrib.sites.requests import RequestSite
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from eciap.foundation.records.enums import EvidenceKind
from eciap.foundation.records.operations import link_evidence
from eciap.roadmaps.sitemaps import RecommendationListSitemap, RecommendationSitemap
from tests.alliance.factories import a_happening, a_source, an_action
from tests.roadmaps.factories import a_group, a_recommendation
from tests.vocabulary.factories import a_theme

pytestmark = pytest.mark.django_db

MOST_QUERIES = 20
PAGES = ["/recommendations/", "/recommendations/recommendation-1/"]


def words_of(response):
    """Return the text of the page's main part, in one line."""
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


def furnish(count):
    a_source("report")
    theme, group = a_theme(), a_group(sources=["report"])
    for number in range(1, count + 1):
        first = a_recommendation(number, group, themes=[theme], sources=["report"])
        a_happening(f"h{number}", related=[first.record])


def queries_of(client, page):
    client.get(page)  # what is kept in memory is kept before we count
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page).status_code == 200
    return len(asked)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_takes_the_same_queries_with_few_rows_and_with_thirty(client, page):
    furnish(2 if page.endswith("-1/") else 1)  # a recommendation's rows are its neighbours
    few = queries_of(client, page)
    furnish(30)
    assert (queries_of(client, page), few <= MOST_QUERIES) == (few, True)


def test_recommendations_stand_in_their_groups_by_number(client):
    first, second = a_group("first", 1), a_group("second", 2)
    a_recommendation(3, second)
    a_recommendation(1, first)
    a_recommendation(2, first, title="")
    html = client.get("/recommendations/").content.decode()
    assert re.findall(r"<h[23][^>]*>(?:<a[^>]*>)?([^<]*)<", html) == [
        "Group first",
        "Do 1",
        "Recommendation 2: title not recorded",
        "Group second",
        "Do 3",
    ]


def test_before_anything_is_recorded_the_page_says_what_will_be_here(client):
    assert "Here the recommendations will stand" in words_of(client.get("/recommendations/"))


def test_a_title_that_is_not_recorded_is_said_to_be_so(client):
    a_recommendation(8, title="")
    response = client.get("/recommendations/recommendation-8/")
    assert "<h1>Title not recorded</h1>" in response.content.decode()
    assert '"name": "Recommendation 8: title not recorded"' in response.content.decode()


def test_a_recommendation_shows_what_it_rests_on_and_its_story(client):
    theme = a_theme()
    vinci = an_action("vinci", theme)
    first = a_recommendation(1, themes=[theme])
    link_evidence(from_record=vinci.record, to_record=first.record, kind=EvidenceKind.SUPPORTS, by=None)
    a_happening("adopted", "2014-11", related=[first.record])
    said = words_of(client.get("/recommendations/recommendation-1/"))
    assert "Rests on VINCI: vinci in full supports" in said
    assert "November 2014 adopted happens" in said


@pytest.mark.parametrize(
    ("page", "mark"),
    [
        ("/recommendations/", "ink/recommendations.png"),
        ("/recommendations/recommendation-1/", "plum/recommendations/recommendation-1.png"),
    ],
)
def test_a_shared_link_shows_the_mark_of_its_page(client, page, mark):
    a_recommendation(1, a_group(), themes=[a_theme(hue="plum")])
    html = client.get(page).content.decode()
    assert re.findall(r'og:image" content="http://testserver/marks/([^"]*)"', html) == [mark]


def test_what_is_not_recorded_is_not_found(client):
    assert client.get("/recommendations/recommendation-99/").status_code == 404


@pytest.mark.parametrize(("prefix", "title"), [("", "Do it"), ("/fr", "Faites-le")])
def test_recommendations_are_a_feed_in_each_language(client, prefix, title):
    texts = {
        name: {"title": words, "paraphrase": "", "note": "n"} for name, words in (("en", "Do it"), ("fr", "Faites-le"))
    }
    a_recommendation(1, texts=texts)
    feed = client.get(f"{prefix}/recommendations/feed/")
    body = feed.content.decode()
    assert (feed.status_code, feed.headers["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    assert f"<title>{title}</title>" in body
    assert f'href="http://testserver{prefix}/recommendations/recommendation-1/"' in body


def test_every_page_is_in_the_sitemap_in_each_language():
    a_recommendation(1)
    site = RequestSite(RequestFactory().get("/"))
    pages = [page["location"] for page in RecommendationSitemap().get_urls(site=site, protocol="https")]
    lists = [page["location"] for page in RecommendationListSitemap().get_urls(site=site, protocol="https")]
    assert pages == [f"https://testserver{prefix}/recommendations/recommendation-1/" for prefix in ("", "/fr")]
    assert lists == ["https://testserver/recommendations/", "https://testserver/fr/recommendations/"]
