"""No context enters another one past its doors by naming a module or a model of it."""

import pytest

from tests.architecture import toys
from tests.architecture.doors import entrances_past_a_door
from tests.architecture.source import modules


def test_the_house_has_no_side_entrance():
    assert entrances_past_a_door(modules()) == []


@pytest.mark.parametrize(
    ("text", "entered"),
    [
        ('apps.get_model("alliance", "Organisation")\n', "alliance"),
        ('apps.get_model("alliance.Organisation")\n', "alliance.Organisation"),
        ('import_string("eciap.alliance.models.Organisation")\n', "eciap.alliance.models.Organisation"),
    ],
)
def test_a_side_entrance_is_noticed(tmp_path, text, entered):
    house = toys.build(tmp_path, {"eciap/roadmaps/queries.py": text})
    assert entrances_past_a_door(modules(house)) == [f"{house}/eciap/roadmaps/queries.py:1 enters {entered}"]


def test_doors_and_the_foundation_are_open(tmp_path):
    text = '''"""Reads eciap.alliance.models, says this docstring."""
import_string("eciap.alliance.queries.members")
apps.get_model("records", "Record")
apps.get_model("roadmaps", "Recommendation")
'''
    house = toys.build(tmp_path, {"eciap/roadmaps/operations.py": text})
    assert entrances_past_a_door(modules(house)) == []
