"""Roles that write pages come with a desk in Wagtail, and go with it."""

from datetime import UTC, datetime

import pytest

from eciap.alliance.enums import Role
from eciap.alliance.operations import end_role, grant_role
from eciap.foundation.accounts.models import Person
from eciap.foundation.audit.models import Entry
from eciap.portal.operations import desks

AT = datetime(2014, 6, 30, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> Person:
    return Person.objects.create_user("anna@example.org")


def groups(person):
    return list(person.groups.order_by("name").values_list("name", flat=True))


def may_enter(person):
    return Person.objects.get(pk=person.pk).has_perm("wagtailadmin.access_admin")


@pytest.mark.parametrize(("role", "group"), [(Role.EDITOR, "Editors"), (Role.SECRETARIAT, "Secretariat")])
def test_a_role_that_writes_gets_a_desk_and_gives_it_up(anna, role, group):
    grant = grant_role(person=anna, role=role, at=AT, by=None)
    assert (groups(anna), may_enter(anna)) == ([group], True)

    end_role(grant=grant, at=AT, by=None)
    assert (groups(anna), may_enter(anna)) == ([], False)
    entries = Entry.objects.filter(verb__startswith="portal.desk.").order_by("id").values_list("verb", "data")
    data = {"person": str(anna.pseudonym), "group": group}
    assert list(entries) == [("portal.desk.taken", data), ("portal.desk.left", data)]


@pytest.mark.parametrize("role", [Role.EXPERT, Role.ENTREPRENEUR])
def test_other_roles_have_no_desk(anna, role):
    grant = grant_role(person=anna, role=role, at=AT, by=None)
    assert (groups(anna), may_enter(anna)) == ([], False)
    end_role(grant=grant, at=AT, by=None)


def test_a_role_held_twice_keeps_its_desk_until_the_last_one_ends(anna, small_alliance):
    everywhere = grant_role(person=anna, role=Role.EDITOR, at=AT, by=None)
    for_a_theme = grant_role(person=anna, role=Role.EDITOR, theme=small_alliance.theme, at=AT, by=None)

    end_role(grant=everywhere, at=AT, by=None)
    assert groups(anna) == ["Editors"]
    end_role(grant=for_a_theme, at=AT, by=None)
    assert groups(anna) == []


def test_taking_a_desk_twice_and_leaving_it_twice_writes_once(anna):
    for _twice in range(2):
        desks.seat_at_desk(person=anna, role=Role.EDITOR, by=None)
    for _twice in range(2):
        desks.leave_desk(person=anna, role=Role.EDITOR, by=None)
    assert Entry.objects.filter(verb__startswith="portal.desk.").count() == 2
