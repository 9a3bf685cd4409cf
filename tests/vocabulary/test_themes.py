"""Themes: written once, changed by their address, found and read in the reader's language."""

import pytest
from django.utils import translation

from eciap.foundation.audit.models import Entry
from eciap.foundation.records.queries import Wish, find
from eciap.vocabulary import queries
from eciap.vocabulary.enums import ThemeKind
from eciap.vocabulary.models import Theme
from eciap.vocabulary.operations import put_theme
from eciap.vocabulary.signals import theme_written
from tests.vocabulary.factories import a_theme

pytestmark = pytest.mark.django_db


def test_a_theme_is_written_logged_and_announced():
    heard = []
    theme_written.connect(lambda theme, **_rest: heard.append(theme.slug), weak=False, dispatch_uid="story")
    try:
        theme = a_theme("vouchers")
    finally:
        theme_written.disconnect(dispatch_uid="story")
    assert (heard, str(theme), theme.record.address) == (["vouchers"], "Vouchers", "/themes/vouchers/")
    assert Entry.objects.latest("pk").verb == "vocabulary.theme.added"


def test_putting_a_theme_again_changes_it():
    first = a_theme("vouchers")
    again = a_theme("vouchers", texts={"en": {"name": "Innovation vouchers", "short": "Vouchers"}})
    assert (first.pk, str(again), again.record.title) == (again.pk, "Innovation vouchers", "Innovation vouchers")
    assert Entry.objects.latest("pk").verb == "vocabulary.theme.changed"


def test_rich_text_of_a_theme_is_sanitised():
    texts = {"en": {"name": "V", "short": "V", "lessons": '<p onclick="x()">Ask<script>1</script></p>'}}
    assert a_theme("v", texts=texts).text.lessons == "<p>Ask</p>"


def test_themes_come_before_desks_and_each_in_its_order():
    finance = a_theme("finance", position=2)
    a_theme("vouchers", position=1)
    a_theme("regions", kind=ThemeKind.DESK, parent=finance)
    assert [theme.slug for theme in queries.themes()] == ["vouchers", "finance"]
    assert [desk.slug for desk in queries.desks()] == ["regions"]
    assert [theme.slug for theme in queries.themes_and_desks()] == ["vouchers", "finance", "regions"]


def test_a_theme_is_found_in_each_language_under_its_own_facet():
    texts = {
        "en": {"name": "Vouchers", "short": "V"},
        "fr": {"name": "Chèques", "short": "C", "lessons": "<p>Loterie</p>"},
    }
    theme = a_theme("vouchers", texts=texts)
    desk = a_theme("lots", kind=ThemeKind.DESK, parent=theme, texts={"en": {"name": "Drawing lots", "short": "Lots"}})
    assert [hit.record for hit in find(Wish("loterie", "fr")).hits] == [theme.record]
    assert [hit.record for hit in find(Wish("drawing", "en", {"theme": ["vouchers"]})).hits] == [desk.record]


def test_names_are_given_in_the_readers_language():
    a_theme("vouchers", texts={"en": {"name": "Vouchers", "short": "V"}, "fr": {"name": "Chèques", "short": "C"}})
    with translation.override("fr"):
        assert queries.theme_names(["vouchers", "nothing"]) == {"vouchers": "Chèques"}
        assert queries.country_names(["AT", "ES", "XX"]) == {"AT": "Autriche", "ES": "Espagne", "XX": "XX"}


def test_a_page_of_a_theme_needs_the_same_queries_with_one_desk_and_with_thirty(django_assert_num_queries):
    theme = a_theme("vouchers")
    for number in (1, 29):
        for n in range(number):
            a_theme(f"desk-{number}-{n}", kind=ThemeKind.DESK, parent=theme)
        with django_assert_num_queries(3):
            page = queries.theme_page("vouchers")
            names = [str(desk) for desk in page.desks.all()]
            assert list(page.record.citations.all()) == []
    assert len(names) == 30


def test_a_theme_that_is_not_there_is_said():
    with pytest.raises(Theme.DoesNotExist):
        queries.theme_page("nothing")


def test_a_theme_cites_its_sources_or_names_the_one_that_is_unknown():
    from eciap.foundation.records.operations import put_source
    from eciap.foundation.records.queries import UnknownSource

    put_source(key="report", title="Report", by=None)
    theme = a_theme("vouchers", sources=["report"])
    assert [citation.source.key for citation in theme.record.citations.all()] == ["report"]
    with pytest.raises(UnknownSource, match="rumour"):
        put_theme(
            slug="x", kind=ThemeKind.THEME, texts={"en": {"name": "X", "short": "X"}}, sources=["rumour"], by=None
        )
