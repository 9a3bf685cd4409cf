"""Editors' screens of recommendations and their groups."""

import pytest

from eciap.alliance.enums import Role
from eciap.roadmaps.models import Recommendation, RecommendationGroup
from tests.alliance.factories import a_person, a_role
from tests.roadmaps.factories import a_group, a_recommendation

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    person = a_person("editor")
    a_role(person, Role.EDITOR)
    client.force_login(person)
    return client


def test_a_group_and_its_recommendation_are_made_and_corrected(editor):
    group = {"slug": "first", "number": "1", "certainty": "certain", "title_en": "First"}
    assert editor.post("/cms/snippets/roadmaps/recommendationgroup/add/", group).status_code == 302
    first = RecommendationGroup.objects.get()
    data = {"slug": "recommendation-1", "number": "1", "group": first.pk, "origin": "recorded", "certainty": "certain"}
    assert editor.post("/cms/snippets/roadmaps/recommendation/add/", {**data, "note_en": "Cut."}).status_code == 302
    one = Recommendation.objects.get()
    assert str(one) == "Recommendation 1: title not recorded"
    there = f"/cms/snippets/roadmaps/recommendation/edit/{one.pk}/"
    assert editor.post(there, {**data, "note_en": "Cut.", "title_en": "Do it"}).status_code == 302
    assert Recommendation.objects.get().record.title == "Do it"


@pytest.mark.parametrize("table", ["recommendation", "recommendationgroup"])
def test_an_editor_finds_the_lists_and_others_do_not(editor, client, table):
    a_recommendation(1, a_group())
    assert editor.get(f"/cms/snippets/roadmaps/{table}/").status_code == 200
    client.force_login(a_person("anna"))
    assert client.get(f"/cms/snippets/roadmaps/{table}/").status_code == 302
