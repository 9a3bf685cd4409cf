"""The record of a page follows what is published of it, by whichever way."""

import pytest
from wagtail.models import PageViewRestriction

from eciap.foundation.audit.models import Entry
from eciap.foundation.records.models import EvidenceLink, Record, SearchEntry
from eciap.foundation.records.queries import Wish, find
from eciap.portal.models import PageRecord
from eciap.portal.operations import keep_record
from tests.portal import written

pytestmark = pytest.mark.django_db


def record():
    return PageRecord.objects.get().record


def test_what_one_language_says_changes_the_record():
    page = written.news(texts=written.bilingual())
    page.title = "Opened"
    page.save_revision().publish()
    assert record().titles == {"en": "Opened", "fr": "Ouverture"}
    assert list(SearchEntry.objects.order_by("language").values_list("title", flat=True)) == ["Opened", "Ouverture"]


def test_a_draft_leaves_the_record_as_it_is():
    page = written.news()
    page.title = "Rumour"
    page.save_revision()
    assert record().title == "Opening"


def test_what_is_withdrawn_in_one_language_is_told_in_the_other():
    written.news(texts=written.bilingual()).unpublish()
    assert (record().titles, record().language, record().audience) == ({"fr": "Ouverture"}, "fr", ["public"])


def test_what_is_withdrawn_is_kept_from_the_public():
    written.news().unpublish()
    assert (record().audience, record().deleted_at) == ([], None)
    assert Entry.objects.latest("id").verb == "portal.page.withdrawn"


def test_a_page_that_was_never_published_has_no_record():
    page = written.news()
    PageRecord.objects.all().delete()
    page.unpublish()
    assert (keep_record(page=page, by=None), PageRecord.objects.count()) == (None, 0)


def test_a_page_behind_a_door_is_not_for_everybody():
    page = written.news()
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")
    assert keep_record(page=page, by=None).audience == []


def found_by(words):
    return [hit.record.title for hit in find(Wish(words)).hits]


def test_a_door_that_is_closed_hides_what_was_published_and_opened_again_shows_it():
    page = written.news()
    assert found_by("opening") == ["Opening"]
    door = PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")
    assert (record().audience, found_by("opening")) == ([], [])
    door.delete()
    assert (record().audience, found_by("opening")) == (["public"], ["Opening"])


def test_a_door_before_one_language_hides_that_language_alone():
    written.news(texts=written.bilingual())
    PageViewRestriction.objects.create(page=written.french_news(), restriction_type="login")
    assert (record().titles, record().audience) == ({"en": "Opening"}, ["public"])
    assert list(SearchEntry.objects.values_list("language", flat=True)) == ["en"]


def test_the_record_follows_a_page_that_moves():
    below = written.text_page("team")
    above = written.text_page("about", texts={"en": written.words("About")})
    below.move(above, pos="last-child")
    assert Record.objects.filter(address="/about/team/", deleted_at=None).count() == 1


def test_the_record_follows_when_the_page_above_is_renamed(django_capture_on_commit_callbacks):
    above = written.text_page("about")
    below = written.text_page("team", texts={"en": written.words("Team")})
    below.move(above, pos="last-child")
    above.refresh_from_db()
    above.slug = "who-we-are"
    with django_capture_on_commit_callbacks(execute=True):
        above.save_revision().publish()
    assert set(Record.objects.values_list("address", flat=True)) == {"/who-we-are/", "/who-we-are/team/"}


def test_the_front_page_needs_no_record():
    assert keep_record(page=written.home(), by=None) is None


def test_a_deleted_page_leaves_a_tombstone_once_its_last_language_is_gone():
    page = written.news(texts=written.bilingual())
    written.french_news().delete()
    assert (record().titles, record().deleted_at) == ({"en": "Opening"}, None)

    page.delete()
    assert record().deleted_at is not None
    assert SearchEntry.objects.count() == 0
    assert list(Entry.objects.order_by("-id").values_list("verb", flat=True)[:2]) == [
        "portal.page.deleted", "records.record.buried",
    ]  # fmt: skip
    assert Record.objects.filter(deleted_at=None, address="/news/opening/").count() == 0


def test_a_page_cites_its_sources_in_their_order():
    for key in ("report", "paper", "slides"):
        written.source(key)
    page = written.news(sources=["slides", "report"])
    assert list(record().citations.values_list("source__key", flat=True)) == ["slides", "report"]
    assert list(page.sources.values_list("sort_order", "source__key")) == [(0, "slides"), (1, "report")]
    written.news(page=page, sources=["paper"])
    assert list(record().citations.values_list("source__key", flat=True)) == ["paper"]


def test_news_rest_on_what_they_are_about(small_alliance):
    action, member = small_alliance.action.record, small_alliance.member.record
    page = written.news(related=[action, member])
    links = EvidenceLink.objects.order_by("pk").values_list("from_record", "to_record", "kind")
    assert set(links) == {(uuid, record().pk, "context") for uuid in (action.pk, member.pk)}

    written.news(page=page, related=[member])
    assert list(EvidenceLink.objects.values_list("from_record", flat=True)) == [member.pk]
