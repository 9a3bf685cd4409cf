"""Pages are written in all their languages at once, published, recorded and logged."""

import pytest
from wagtail.models import Page, Site
from wagtail_localize.models import StringTranslation, Translation

from eciap.foundation.audit.models import Entry
from eciap.foundation.languages.periods import Period
from eciap.foundation.records.models import Record
from eciap.foundation.records.queries import UnknownSource
from eciap.portal.models import NewsPage, TextPage
from eciap.portal.queries import content_of
from tests.portal import written

pytestmark = pytest.mark.django_db


def verbs():
    return list(Entry.objects.order_by("id").values_list("verb", flat=True))


def test_news_are_published_in_every_language_at_the_same_address():
    page = written.news(texts=written.bilingual())

    french = written.french_news()
    assert (page.live, page.url, page.address) == (True, "/news/opening/", "/news/opening/")
    assert (french.live, french.url, french.address, french.title) == (
        True, "/fr/news/opening/", "/news/opening/", "Ouverture",
    )  # fmt: skip
    assert [block.value.source for block in french.body] == [written.CORPS]
    record = Record.objects.get(address="/news/opening/")
    assert (record.kind, record.titles) == ("news", {"en": "Opening", "fr": "Ouverture"})
    assert verbs()[-1] == "portal.news.written"


def test_writing_again_changes_the_same_page_and_its_translation(small_alliance):
    written.source()
    first = written.news(texts=written.bilingual())
    texts = {"en": written.words("Opened"), "fr": written.words("Ouvert", "Elle ouvre.", written.CORPS)}
    again = written.news(
        page=first, texts=texts, sources=["report"], themes=[small_alliance.theme],
        related=[small_alliance.action.record], certainty="likely",
    )  # fmt: skip

    assert (again.pk, again.title, written.french_news().title) == (first.pk, "Opened", "Ouvert")
    assert NewsPage.objects.count() == 2
    for page in (NewsPage.objects.get(pk=again.pk), written.french_news()):
        assert list(page.themes.all()) == [small_alliance.theme]
        assert [cited.source.key for cited in page.sources.all()] == ["report"]
        assert [link.record_id for link in page.related.all()] == [small_alliance.action.record_id]
    record = Record.objects.get(address="/news/opening/")
    assert (record.certainty, record.title) == ("likely", "Opened")


def test_what_is_hostile_in_a_body_does_not_reach_the_page():
    page = written.news(texts={"en": written.words(body="<p onclick='x()'>Safe<script>alert(1)</script></p>")})
    assert page.body[0].value.source == "<p>Safe</p>"


def test_a_body_may_be_empty():
    assert len(written.text_page(texts={"en": written.words(body="")}).body) == 0


def test_translators_see_the_pieces_side_by_side():
    written.news(texts=written.bilingual())

    pairs = StringTranslation.objects.order_by("pk").values_list("translation_of__data", "data")
    assert list(pairs) == [
        ("Opening", "Ouverture"),
        ("It opens.", "Elle ouvre."),
        ("It opened <em>today</em>.", "Elle a ouvert <em>aujourd’hui</em>."),
        ("One", "Un"),
        ("Two", "Deux"),
    ]
    assert Translation.objects.get().enabled is True


def test_a_translation_of_other_pieces_is_edited_as_a_page_of_its_own():
    texts = {"en": written.words(), "fr": written.words("Ouverture", "Elle ouvre.", "<p>Un seul alinéa.</p>")}
    written.news(texts=texts)
    assert (Translation.objects.get().enabled, StringTranslation.objects.count()) == (False, 0)
    assert written.french_news().body[0].value.source == "<p>Un seul alinéa.</p>"


@pytest.mark.parametrize("write", [written.news, written.publication, written.text_page])
def test_an_unknown_source_is_named(write):
    with pytest.raises(UnknownSource, match="nowhere"):
        write(sources=["nowhere"])
    assert Page.objects.filter(depth__gt=2, slug__in=["opening", "paper", "about"]).count() == 0


def test_a_publication_says_who_published_it_and_where(small_alliance):
    page = written.publication(
        date=Period.parse("2014"), kind="flyer", publisher=small_alliance.member, url="https://example.org/paper",
        texts={"en": {"title": "Paper", "summary": "Short."}, "fr": {"title": "Papier", "summary": "Bref."}},
    )  # fmt: skip

    french = written.in_language(page, "fr")
    shared = [(p.publisher_id, p.url, str(p.date), p.get_kind_display()) for p in (page, french)]
    assert shared == [(small_alliance.member.pk, "https://example.org/paper", "2014", "flyer")] * 2
    assert (page.url_path, french.title) == ("/home-en/publications/paper/", "Papier")
    assert verbs()[-1] == "portal.publication.written"


def test_a_standing_page_stands_below_the_front_page():
    page = written.text_page(texts=written.bilingual())
    assert [p.url for p in TextPage.objects.order_by("path")] == ["/about/", "/fr/about/"]
    assert page.get_parent().slug == "home-en"
    assert verbs()[-1] == "portal.text.written"


def test_the_front_page_is_served_at_the_root_of_each_language():
    home = written.home(
        {
            "en": {"title": "Front page", "headline": "Learn", "lead": ""},
            "fr": {"title": "Accueil", "headline": "Apprendre", "lead": ""},
        }
    )
    assert [page.url for page in type(home).objects.order_by("path")] == ["/", "/fr/"]
    assert Site.objects.get().root_page_id == home.pk
    assert verbs()[-1] == "portal.home.written"


def test_the_milestones_are_entries_of_the_chronicle(small_alliance):
    home = written.home(milestones=[small_alliance.member.record, small_alliance.action.record])
    chosen = [small_alliance.member.record_id, small_alliance.action.record_id]
    assert [milestone.record_id for milestone in home.milestones.all()] == chosen

    home = written.home(milestones=[small_alliance.action.record])
    assert [milestone.record_id for milestone in home.milestones.all()] == chosen[1:]


def test_the_content_of_a_page_is_its_latest_draft_in_all_languages():
    page = written.news(texts=written.bilingual())
    before = content_of(page)
    assert content_of(NewsPage.objects.get(pk=page.pk)) == before
    assert (before["en"]["title"], before["fr"]["title"], before["en"]["date"]) == ("Opening", "Ouverture", "2014-06")

    french = written.french_news()
    french.title = "Ouverture retardée"
    french.save_revision()
    assert content_of(page)["fr"]["title"] == "Ouverture retardée"
