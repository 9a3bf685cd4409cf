"""Recommendations: recorded with what is known, shown in their groups, found, and edited by those who may."""

import pytest
from django.utils import translation

from eciap.alliance.enums import Role
from eciap.foundation.audit.models import Entry
from eciap.foundation.records.models import Record
from eciap.foundation.records.queries import Wish, find
from eciap.roadmaps import queries
from eciap.roadmaps.models import Recommendation
from eciap.roadmaps.signals import group_written, recommendation_written
from tests.alliance.factories import a_person, a_role, a_source
from tests.roadmaps.factories import a_group, a_recommendation
from tests.vocabulary.factories import a_theme

pytestmark = pytest.mark.django_db


def test_a_recommendation_is_recorded_logged_and_announced():
    heard = []
    recommendation_written.connect(
        lambda recommendation, **_rest: heard.append(str(recommendation)), weak=False, dispatch_uid="story"
    )
    try:
        first = a_recommendation(1, title="Introduce vouchers", themes=[a_theme()])
        a_recommendation(1, title="Introduce vouchers", themes=[a_theme()])
    finally:
        recommendation_written.disconnect(dispatch_uid="story")
    assert (heard, first.record.address) == (["Introduce vouchers"], "/recommendations/recommendation-1/")
    assert Entry.objects.filter(verb="roadmaps.recommendation.recorded", record_id=first.record_id).count() == 1


def test_a_title_that_is_not_known_is_said_to_be_so_in_each_language():
    eighth = a_recommendation(
        8, texts={"en": {"title": "", "paraphrase": "", "note": ""}, "fr": {"title": "", "paraphrase": "", "note": ""}}
    )
    assert str(eighth) == "Recommendation 8: title not recorded"
    assert set(eighth.record.titles) == {"en", "fr"}


def test_a_group_is_recorded_once_with_its_sources():
    heard = []
    a_source("report")
    group_written.connect(lambda group, **_rest: heard.append(str(group)), weak=False, dispatch_uid="story")
    try:
        a_group(sources=["report"])
        group = a_group(sources=["report"])
    finally:
        group_written.disconnect(dispatch_uid="story")
    assert (heard, [source.key for source in group.sources.all()]) == (["Group first"], ["report"])


@pytest.mark.parametrize("count", [1, 30])
def test_any_number_of_recommendations_takes_three_queries(count, django_assert_num_queries):
    group, theme = a_group(), a_theme()
    for number in range(1, count + 1):
        a_recommendation(number, group, themes=[theme])
    with django_assert_num_queries(3):
        (only,) = queries.grouped_recommendations()
        assert (str(only), list(only.sources.all())) == ("Group first", [])
        shown = [(str(one), [theme.text.short for theme in one.themes.all()]) for one in only.recommendations.all()]
    assert shown[:1] == [("Do 1", ["Vouchers"])]
    assert len(shown) == count


def test_one_recommendation_brings_its_group_and_sources():
    a_source("report")
    first = a_recommendation(1, sources=["report"])
    second = a_recommendation(2, first.group)
    found = queries.whole_recommendation("recommendation-1")
    assert (str(found.group), [c.source.key for c in found.record.citations.all()]) == ("Group first", ["report"])
    assert list(queries.neighbours_of(found)) == [second]
    with pytest.raises(Recommendation.DoesNotExist):
        queries.whole_recommendation("recommendation-9")


def test_recommendations_of_themes_are_given_once_each():
    vouchers, clusters = a_theme("vouchers"), a_theme("clusters")
    group = a_group()
    first = a_recommendation(1, group, themes=[vouchers, clusters])
    a_recommendation(2, group)
    assert list(queries.recommendations_of_themes([vouchers.pk, clusters.pk])) == [first]


def test_recommendations_that_are_not_public_are_not_listed():
    group = a_group()
    first, second = a_recommendation(1, group), a_recommendation(2, group)
    Record.objects.filter(pk=second.record_id).update(audience=["role:expert"])
    assert list(queries.listed_recommendations()) == [first]
    expert = a_person()
    a_role(expert, Role.EXPERT)
    assert list(queries.listed_recommendations(expert)) == [first, second]


def test_recommendations_are_found_by_their_words_and_theme():
    desk = a_theme("desk", parent=a_theme("vouchers"))
    first = a_recommendation(1, title="Introduce schemes", themes=[desk])
    with translation.override("en"):
        assert [hit.record for hit in find(Wish(words="scheme", chosen={"theme": ["vouchers"]})).hits] == [first.record]


def test_editors_and_the_secretariat_edit_recommendations():
    editor, secretary, member = a_person("editor"), a_person("secretary"), a_person("member")
    a_role(editor, Role.EDITOR)
    a_role(secretary, Role.SECRETARIAT)
    a_role(member, Role.EXPERT)
    may = [person.has_perm("roadmaps.edit_recommendation") for person in (editor, secretary, member)]
    assert may == [True, True, False]
