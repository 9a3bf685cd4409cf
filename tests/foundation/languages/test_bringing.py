"""Reading relations along: one query, and everything reads as if it had been prefetched."""

import pytest

from eciap.foundation.languages.queries import bringing
from eciap.foundation.records.models import Fact
from eciap.vocabulary.models import Theme
from tests.alliance.factories import a_figure, a_source, an_action, an_organisation
from tests.vocabulary.factories import a_theme

pytestmark = pytest.mark.django_db


def test_texts_come_in_the_same_query(django_assert_num_queries):
    a_theme("vouchers", texts={"en": {"name": "Vouchers", "short": "V"}, "fr": {"name": "Chèques", "short": "C"}})
    with django_assert_num_queries(1):
        (theme,) = bringing(Theme.objects.all(), "texts")
        assert [(text.language, text.name, text.parent_id) for text in theme.texts.all()] == [
            ("en", "Vouchers", theme.pk),
            ("fr", "Chèques", theme.pk),
        ]


def test_what_a_foreign_key_leads_to_brings_its_texts_where_it_leads_somewhere(django_assert_num_queries):
    theme = a_theme("vouchers")
    desk = a_theme("desk", parent=theme)
    with django_assert_num_queries(1):
        found = list(bringing(Theme.objects.select_related("parent").order_by("pk"), "parent__texts"))
        assert [one.parent and one.parent.text.short for one in found] == [None, "Vouchers"]
    assert found[1] == desk


def test_many_to_many_relations_come_in_their_order(django_assert_num_queries):
    for key, title in (("b", "Zebra"), ("a", "Ant")):
        a_source(key, title=title)
    an_action(figures=[a_figure(sources=["a", "b"])])
    a_source("a", title="Ant")
    a_source("b", title="Zebra")
    with django_assert_num_queries(1):
        fact = bringing(Fact.objects.all(), "texts", "sources").get()
        assert [source.title for source in fact.sources.all()] == ["Ant", "Zebra"]
        assert fact.text.label == "Vouchers"


def test_a_time_is_read_when_somebody_asks_for_it(django_assert_num_queries):
    a_theme()
    (text,) = bringing(Theme.objects.all(), "texts").get().texts.all()
    with django_assert_num_queries(1):
        assert text.updated_at is not None


def test_counting_and_naming_columns_bring_nothing():
    a_theme()
    themes = bringing(Theme.objects.all(), "texts")
    assert (themes.count(), list(themes.values_list("slug", flat=True))) == (1, ["vouchers"])


def test_numbers_and_periods_are_read_by_their_fields():
    from decimal import Decimal

    from eciap.alliance.models import Organisation

    berlin = an_organisation(kinds=["founding"], figures=[a_figure(value=Decimal("1.5"))])
    found = bringing(Organisation.objects.all(), "memberships").get()
    assert [(m.kind, m.period, m.organisation_id) for m in found.memberships.all()] == [("founding", None, berlin.pk)]
