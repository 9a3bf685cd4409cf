"""Foreign keys point down and leave no trace below; nothing points to just anything."""

import pytest
from django.contrib.contenttypes.fields import GenericForeignKey
from django.db import models
from django.test.utils import isolate_apps

from tests.architecture.keys import generic_keys, keys_that_point_up, keys_that_show_above, our_models


@pytest.fixture
def toys():
    """Make two toy models, `Lower` in alliance and `Higher` in roadmaps, with the keys that a test gives them."""

    def make(lower_fields=None, higher_fields=None):
        lower = type("Lower", (models.Model,), _body("alliance", lower_fields))
        higher = type("Higher", (models.Model,), _body("roadmaps", higher_fields))
        return [lower, higher]

    with isolate_apps("eciap.alliance", "eciap.roadmaps", "django.contrib.contenttypes"):
        yield make


def _body(label, fields):
    return {"__module__": __name__, "Meta": type("Meta", (), {"app_label": label}), **(fields or {})}


def _key(target, **options):
    return models.ForeignKey(target, on_delete=models.CASCADE, **options)


def test_our_keys_point_down():
    assert keys_that_point_up(our_models()) == []


def test_our_keys_leave_no_attribute_below():
    assert keys_that_show_above(our_models()) == []


def test_no_key_of_ours_is_generic():
    assert generic_keys(our_models()) == []


def test_a_key_that_points_up_is_noticed(toys):
    found = keys_that_point_up(toys(lower_fields={"goal": _key("roadmaps.Higher", related_name="+")}))
    assert found == ["alliance.Lower.goal points to roadmaps"]


@pytest.mark.parametrize(
    "options",
    [{}, {"related_name": "+"}, {"related_query_name": "roadmaps_x"}, {"related_name": "+", "related_query_name": "x"}],
)
def test_a_key_that_shows_above_is_noticed(toys, options):
    found = keys_that_show_above(toys(higher_fields={"owner": _key("alliance.Lower", **options)}))
    assert found == ['roadmaps.Higher.owner needs related_name="+" and related_query_name="roadmaps_…"']


def test_a_key_that_points_down_quietly_is_fine(toys):
    found = toys(
        higher_fields={"owner": _key("alliance.Lower", related_name="+", related_query_name="roadmaps_higher")}
    )
    assert keys_that_point_up(found) == []
    assert keys_that_show_above(found) == []


def test_a_generic_key_is_noticed(toys):
    anything = {
        "content_type": _key("contenttypes.ContentType"),
        "object_id": models.IntegerField(),
        "anything": GenericForeignKey(),
    }
    assert generic_keys(toys(higher_fields=anything)) == ["roadmaps.Higher.anything"]
