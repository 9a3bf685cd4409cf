"""Who may see and change whom; the rule for one and the query for many agree."""

import pytest
from django.contrib.auth.models import AnonymousUser

from eciap.foundation.accounts import queries
from eciap.foundation.accounts.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> dict[str, Person | AnonymousUser]:
    return {
        "anna": Person.objects.create_user("anna@example.org"),
        "bert": Person.objects.create_user("bert@example.org"),
        "clerk": Person.objects.create_user("clerk@example.org", is_staff=True),
        "boss": Person.objects.create_superuser("boss@example.org"),
        "gone": Person.objects.create_user("gone@example.org", is_active=False),
        "nobody": AnonymousUser(),
    }


def everybody(world):
    return [person for person in world.values() if isinstance(person, Person)]


def test_seeing_is_for_oneself_and_the_administration(world):
    seen = {
        name: [
            person.email.partition("@")[0]
            for person in everybody(world)
            if visitor.has_perm("accounts.view_person", person)
        ]
        for name, visitor in world.items()
    }
    assert seen == {
        "anna": ["anna"],
        "bert": ["bert"],
        "clerk": ["clerk"],
        "boss": ["anna", "bert", "clerk", "boss", "gone"],
        "gone": [],
        "nobody": [],
    }


def test_the_rule_and_the_query_agree(world):
    for visitor in world.values():
        by_rule = {person.pk for person in everybody(world) if visitor.has_perm("accounts.view_person", person)}
        assert set(queries.visible_to(visitor).values_list("pk", flat=True)) == by_rule


def test_changing_is_for_oneself_and_not_for_whoever_is_asked_in_general(world):
    assert world["anna"].has_perm("accounts.change_person", world["anna"])
    assert not world["anna"].has_perm("accounts.change_person", world["bert"])
    assert not world["anna"].has_perm("accounts.change_person")
    assert not world["gone"].has_perm("accounts.change_person", world["gone"])


def test_closing_is_for_oneself_and_the_administration(world):
    assert world["anna"].has_perm("accounts.close_person", world["anna"])
    assert not world["bert"].has_perm("accounts.close_person", world["anna"])
    assert world["boss"].has_perm("accounts.close_person", world["anna"])


def test_people_are_found_by_any_case_of_their_address(world):
    assert queries.person_with_address("ANNA@example.org ") == world["anna"]
    assert queries.person_with_address("nobody@example.org") is None
