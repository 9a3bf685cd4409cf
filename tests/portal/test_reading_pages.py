"""Reading pages: the reader's language first, the original where nothing is translated, nothing behind a door."""

from decimal import Decimal
from importlib import import_module
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import OperationalError
from wagtail.models import PageViewRestriction

from eciap.foundation.languages.periods import Period
from eciap.foundation.records.models import Record
from eciap.foundation.ui.site import unnamed
from eciap.portal import queries
from eciap.portal.models import NewsPage, PublicationPage, TextPage
from tests.portal import written

pytestmark = pytest.mark.django_db


def titles(pages):
    return [page.title for page in pages]


def test_a_french_reader_gets_french_news_and_english_ones_that_are_not_translated():
    written.news("opening", texts=written.bilingual(), date="2014-06-30")
    written.news("later", texts={"en": written.words("Only English")}, date="2015")
    assert titles(queries.news("fr")) == ["Only English", "Ouverture"]
    assert titles(queries.news("en")) == ["Only English", "Opening"]


def test_a_draft_in_french_is_told_in_english():
    written.news(texts=written.bilingual())
    written.french_news().unpublish()
    assert titles(queries.news("fr")) == ["Opening"]


def test_what_is_behind_a_door_is_in_no_list():
    written.news("open")
    behind = written.news("closed", date="2015")
    PageViewRestriction.objects.create(page=behind, restriction_type="login")
    assert [page.slug for page in queries.news("en")] == ["open"]

    PageViewRestriction.objects.create(page=behind.get_parent(), restriction_type="login")
    assert list(queries.news("en")) == []


def test_publications_are_read_the_newest_first_and_undated_ones_last():
    written.publication("undated", texts={"en": {"title": "Undated", "summary": ""}})
    written.publication("old", texts={"en": {"title": "Old", "summary": ""}}, date=Period.parse("2012"))
    written.publication("new", texts={"en": {"title": "New", "summary": ""}}, date=Period.parse("2014-06"))
    assert titles(queries.publications("en")) == ["New", "Old", "Undated"]


def test_pages_are_narrowed_to_a_theme(small_alliance):
    about = written.news("about-it", themes=[small_alliance.theme])
    written.news("about-else")
    assert list(queries.of_theme(queries.news("en"), small_alliance.theme.pk)) == [about]


def test_a_row_of_a_list_brings_its_themes_along(small_alliance, django_assert_num_queries):
    written.news("about-it", themes=[small_alliance.theme])
    written.news("about-else", date="2011")
    with django_assert_num_queries(1):
        rows = [
            (p.address, p.locale.language_code, [t.pk for t in p.themes.all()])
            for p in queries.in_rows(queries.news("en"))
        ]
    assert rows == [("/news/about-it/", "en", [small_alliance.theme.pk]), ("/news/about-else/", "en", [])]


def test_original_pages_are_found_by_their_slug():
    page = written.text_page(texts=written.bilingual())
    assert queries.original_of(TextPage, "about") == page
    assert queries.original_of(NewsPage, "about") is None


def test_the_languages_of_a_page_are_those_it_is_published_in():
    page = written.news(texts=written.bilingual())
    assert list(queries.published_languages(page)) == ["en", "fr"]
    written.french_news().unpublish()
    assert list(queries.published_languages(page)) == ["en"]


def test_records_of_pages_are_found_both_ways():
    page = written.news()
    record = Record.objects.get(address="/news/opening/")
    assert queries.records_of([page.translation_key, uuid4()])[page.translation_key].record == record
    assert queries.pages_of_records([record.pk, uuid4()]) == {record.pk: page.translation_key}


def test_records_are_named_by_the_last_part_of_their_address(small_alliance):
    paper = written.publication("pilot")
    action = small_alliance.action.record
    assert queries.records_named(["pilot", "agency", "nobody"]) == {
        "pilot": action,  # an action comes before a publication of the same name
        "agency": small_alliance.member.record,
    }
    at_address = queries.records_at([paper.address, "/nowhere/"])
    assert {address: record.title for address, record in at_address.items()} == {"/publications/pilot/": "Paper"}


def test_listed_records_come_once_per_language(small_alliance):
    written.news(texts=written.bilingual())
    written.text_page().unpublish()
    listed = [(record.address, language) for record, language in queries.listed_records()]
    assert listed == [("/news/opening/", "en"), ("/news/opening/", "fr"), ("/themes/vouchers/", "en")]


def fact(pk, key, value, unit="EUR"):
    return SimpleNamespace(pk=pk, key=key, value=None if value is None else Decimal(value), unit=unit)


def test_the_line_of_money_goes_from_the_latest_recorded_sum_to_the_target():
    target, early, late = (
        fact(1, "mobilisation-target", 100),
        fact(2, "mobilised-2013", 20),
        fact(3, "mobilised-2014", 45),
    )
    unknown, dollars = fact(4, "mobilised-in-the-end", None), fact(5, "mobilised-abroad", 7, "USD")
    partners = fact(6, "partners", 28, "organisations")
    facts = [partners, target, early, late, unknown, dollars]

    money = queries.money_of(facts)
    assert (money.reached, money.target) == (late, target)
    assert queries.numbers_of(facts, money) == [partners, early, unknown, dollars]


@pytest.mark.parametrize("facts", [[fact(1, "mobilisation-target", 100)], [fact(2, "mobilised", 45)], []])
def test_without_both_sums_there_is_no_line(facts):
    assert queries.money_of(facts) is None
    assert queries.numbers_of(facts, None) == facts


def test_the_site_is_called_as_its_alliance(small_site):
    site = queries.site()
    assert (site.name, site.short_name, site.sentence) == ("Small alliance", "SA", "Two who try.")


def test_a_site_without_an_alliance_has_no_name_of_its_own():
    assert queries.site() == unnamed()


def test_a_page_about_a_database_that_is_down_needs_no_database(monkeypatch):
    def down():
        raise OperationalError

    monkeypatch.setattr(import_module("eciap.portal.queries.site"), "the_alliance", down)
    assert queries.site() == unnamed()


def test_the_site_is_asked_for_its_name_once_in_a_while(small_site, django_assert_num_queries):
    assert queries.site().name == "Small alliance"
    with django_assert_num_queries(0):
        assert queries.site().name == "Small alliance"
    queries.forget_site()
    assert queries.site().name == "Small alliance"


def test_search_finds_pages_by_all_their_words(small_alliance):
    body = "<p>Inside the prose.</p>"
    page = written.news(texts={"en": written.words(body=body)}, themes=[small_alliance.theme], date="2014-06-30")
    page.body.append(("not_recorded", {"what": "The budget", "note": "Looked for in vain."}))
    page.save_revision().publish()
    uuid = Record.objects.get(address="/news/opening/").pk

    (document,) = queries.documents_of_news([uuid])[uuid]
    assert (document.title, document.summary, document.facets) == ("Opening", "It opens.", {"theme": ["vouchers"]})
    assert document.body == "Inside the prose. The budget Looked for in vain."
    assert document.date.isoformat() == "2014-06-30"


def test_search_finds_publications_and_standing_pages():
    paper, about = written.publication(), written.text_page(texts=written.bilingual())
    of_paper, of_about = (Record.objects.get(address=page.address).pk for page in (paper, about))
    (document,) = queries.documents_of_publications([of_paper])[of_paper]
    assert (document.summary, document.body, document.date) == ("What it says.", "", None)
    languages = [(d.language, d.title) for d in queries.documents_of_pages([of_about])[of_about]]
    assert languages == [("en", "Opening"), ("fr", "Ouverture")]
    assert PublicationPage.objects.count() == 1
