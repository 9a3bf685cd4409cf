"""Who may do what: roles hold where they were granted, and sets agree with points."""

import pytest
from django.contrib.auth.models import AnonymousUser

from eciap.alliance import operations, queries, rules
from eciap.alliance.enums import Role
from eciap.alliance.models import ConcreteAction, Organisation
from eciap.foundation.records.models import Record
from tests.alliance.factories import NOON, a_person, a_role, an_action, an_organisation
from tests.vocabulary.factories import a_theme

pytestmark = pytest.mark.django_db


def test_a_role_without_scope_holds_everywhere():
    anna = a_person()
    a_role(anna, Role.EXPERT)
    assert queries.holds(anna, Role.EXPERT, theme=a_theme(), organisation=an_organisation())


def test_a_role_holds_where_it_was_granted_and_nowhere_else():
    anna, vouchers, clusters = a_person(), a_theme("vouchers"), a_theme("clusters")
    a_role(anna, Role.EXPERT, theme=vouchers)
    assert queries.holds(anna, Role.EXPERT, theme=vouchers)
    assert not queries.holds(anna, Role.EXPERT, theme=clusters)
    assert not queries.holds(anna, Role.EXPERT)


def test_a_role_that_has_ended_holds_no_more():
    anna = a_person()
    operations.end_role(grant=a_role(anna, Role.EDITOR), at=NOON, by=None)
    assert not rules.is_editor(anna)
    assert list(queries.roles_of(anna)) == []


@pytest.mark.parametrize("nobody", [None, AnonymousUser()])
def test_a_visitor_holds_nothing(nobody):
    assert not rules.is_secretariat(nobody)
    assert queries.role_tokens(nobody) == frozenset()


def test_somebody_who_may_not_sign_in_holds_nothing():
    anna = a_person(is_active=False)
    a_role(anna, Role.SECRETARIAT)
    assert not rules.is_secretariat(anna)
    assert queries.role_tokens(anna) == frozenset()


def test_a_superuser_holds_every_role():
    assert queries.holds(a_person(is_superuser=True), Role.ACTION_COORDINATOR, action=an_action())


def test_roles_are_listed_with_what_they_are_for():
    anna, berlin = a_person(), an_organisation()
    a_role(anna, Role.FOUNDING_MEMBER, organisation=berlin)
    a_role(anna, Role.EDITOR)
    assert [(grant.role, grant.organisation) for grant in queries.roles_of(anna)] == [
        ("founding_member", berlin),
        ("editor", None),
    ]
    assert queries.role_tokens(anna) == {"role:founding_member", "role:editor"}


EDITING = {"edit_alliance", "edit_organisation", "edit_action", "edit_seat", "edit_chronicle"}


@pytest.mark.parametrize(
    ("role", "permissions"),
    [(Role.SECRETARIAT, EDITING | {"grant_role"}), (Role.EDITOR, EDITING), (Role.ENTREPRENEUR, set())],
)
def test_each_role_may_do_this_and_no_more(role, permissions):
    anna = a_person()
    a_role(anna, role)
    assert {name for name in EDITING | {"grant_role"} if anna.has_perm(f"alliance.{name}")} == permissions


@pytest.mark.parametrize("role", [Role.FOUNDING_MEMBER, Role.COMMITTED_MEMBER])
def test_members_edit_their_own_organisation(role):
    anna, berlin, milan = a_person(), an_organisation("berlin"), an_organisation("milan")
    a_role(anna, role, organisation=berlin)
    assert anna.has_perm("alliance.edit_organisation", berlin)
    assert not anna.has_perm("alliance.edit_organisation", milan)


def test_coordinators_edit_their_own_action():
    anna, theme = a_person(), a_theme()
    vinci, eccl = an_action("vinci", theme), an_action("eccl", theme)
    a_role(anna, Role.ACTION_COORDINATOR, action=vinci)
    assert anna.has_perm("alliance.edit_action", vinci)
    assert not anna.has_perm("alliance.edit_action", eccl)


def a_mixed_world():
    """Everybody and everything that could be confused: public, restricted, deleted; visitors, members, experts."""
    theme = a_theme()
    for slug, audience in (("open", ["public"]), ("inner", ["role:expert"]), ("desk", ["role:secretariat"])):
        for thing in (an_organisation(slug), an_action(slug, theme)):
            Record.objects.filter(pk=thing.record_id).update(audience=audience)
    for gone in (an_organisation("gone"), an_action("gone", theme)):
        Record.objects.filter(pk=gone.record_id).update(deleted_at=NOON)
    expert, secretary, member, leaver = (a_person(name) for name in ("expert", "secretary", "member", "leaver"))
    a_role(expert, Role.EXPERT)
    a_role(secretary, Role.SECRETARIAT)
    a_role(member, Role.FOUNDING_MEMBER, organisation=Organisation.objects.get(slug="inner"))
    operations.end_role(grant=a_role(leaver, Role.EXPERT), at=NOON, by=None)
    return [None, AnonymousUser(), expert, secretary, member, leaver]


def test_what_is_listed_is_what_may_be_seen():
    people = a_mixed_world()
    for model in (Organisation, ConcreteAction):
        everything = model.objects.select_related("record")
        for person in people:
            listed = set(queries.visible_to(model.objects.all(), person))
            assert listed == {thing for thing in everything if rules.may_see(person, thing)}


def test_the_mixed_world_has_something_that_could_leak():
    people = a_mixed_world()
    seen = [
        sorted(queries.visible_to(Organisation.objects.all(), person).values_list("slug", flat=True))
        for person in people
    ]
    assert seen == [["open"], ["open"], ["inner", "open"], ["desk", "open"], ["open"], ["open"]]


def test_nothing_at_all_may_not_be_seen():
    assert not rules.may_see(a_person(), None)
