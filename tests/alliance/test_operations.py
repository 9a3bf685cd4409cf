"""Writing the alliance: what is new, what changes, what stays, and what the log and the listeners are told."""

from contextlib import contextmanager
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from eciap.alliance import operations, signals
from eciap.alliance.enums import MembershipKind, OrganisationKind, Role
from eciap.alliance.models import Membership, RoleGrant
from eciap.foundation.audit.models import Entry
from eciap.foundation.languages.enums import TextStatus
from eciap.foundation.languages.periods import Period
from eciap.foundation.records.models import Record
from eciap.foundation.records.operations import put_fact
from eciap.foundation.records.queries import UnknownSource, Wish, find
from tests.alliance.factories import (
    NOON,
    a_figure,
    a_happening,
    a_person,
    a_role,
    a_seat,
    a_source,
    an_action,
    an_alliance,
    an_organisation,
)
from tests.vocabulary.factories import a_theme

pytestmark = pytest.mark.django_db


@contextmanager
def listening(signal, name):
    heard = []

    def hear(**sent):
        heard.append(str(sent[name]))

    signal.connect(hear)
    try:
        yield heard
    finally:
        signal.disconnect(hear)


def last_entry():
    entry = Entry.objects.latest("pk")
    return entry.verb, entry.record_id, entry.data


def test_an_organisation_is_recorded_logged_and_announced():
    anna = a_person()
    with listening(signals.organisation_written, "organisation") as heard:
        berlin = operations.put_organisation(
            slug="berlin", name="Berlin", by=anna, country="DE", texts={"en": {"description": "A town."}}
        )
    entry = Entry.objects.latest("pk")
    assert (heard, berlin.record.kind, berlin.record.address) == (["Berlin"], "organisation", "/members/berlin/")
    assert (entry.verb, entry.pseudonym, entry.record_id) == (
        "alliance.organisation.recorded",
        anna.pseudonym,
        berlin.record_id,
    )


def test_what_is_put_again_as_it_is_changes_nothing():
    a_source("report")
    given = {"lon": Decimal("13.40"), "lat": Decimal("52.52"), "sources": ["report"], "figures": [a_figure()]}
    berlin = an_organisation(**given)
    entries, stamp = Entry.objects.count(), Record.objects.get(pk=berlin.record_id).changed_at
    a_source("report")
    logged_by_source = Entry.objects.count() - entries
    with listening(signals.organisation_written, "organisation") as heard:
        an_organisation(**given)
    assert heard == []
    assert Record.objects.get(pk=berlin.record_id).changed_at == stamp
    assert Entry.objects.count() == entries + logged_by_source


def test_a_correction_names_what_changed_in_the_log():
    a_source("report")
    berlin = an_organisation()
    an_organisation(
        kind=OrganisationKind.MINISTRY, sources=["report"], texts={"en": {"description": "It is a ministry."}}
    )
    assert last_entry() == (
        "alliance.organisation.corrected",
        berlin.record_id,
        {"slug": "berlin", "changed": ["kind", "texts", "sources"]},
    )


def test_a_new_name_changes_the_record_and_outdates_translations():
    berlin = an_organisation(texts={"en": {"description": "A town."}, "fr": {"description": "Une ville."}})
    an_organisation(name="Berlin Senate", texts={"en": {"description": "A senate."}})
    berlin.refresh_from_db()
    assert berlin.record.title == "Berlin Senate"
    assert dict(berlin.texts.values_list("language", "status")) == {
        "en": TextStatus.ORIGINAL,
        "fr": TextStatus.OUTDATED,
    }


def test_a_source_that_is_not_recorded_is_refused_and_nothing_is_written():
    with pytest.raises(UnknownSource, match="hearsay"):
        an_organisation(sources=["hearsay"])
    assert Record.objects.count() == 0


def test_a_place_that_is_not_on_earth_is_refused_by_the_database():
    with pytest.raises(IntegrityError, match="point_on_earth"):
        an_organisation(lon=Decimal("200.0"), lat=Decimal("52.5"))


def test_memberships_are_exactly_those_that_are_put():
    theme = a_theme()
    berlin = an_organisation(kinds=["founding"], theme=theme)
    facts = operations.MembershipFacts(
        kind=MembershipKind.COORDINATOR, period=Period.parse("2012-01/.."), texts={"en": {"note": "For three years."}}
    )
    assert operations.put_memberships(organisation=berlin, memberships=[facts], by=None)
    found = Membership.objects.get(organisation=berlin)
    assert (found.kind, str(found.period), found.text.note) == ("coordinator", "2012-01/..", "For three years.")
    assert str(found) == "Berlin: coordinator"
    assert last_entry() == (
        "alliance.membership.changed",
        berlin.record_id,
        {"slug": "berlin", "kinds": ["coordinator"]},
    )


def test_memberships_that_are_put_again_change_nothing():
    berlin = an_organisation(kinds=["founding"])
    facts = operations.MembershipFacts(kind=MembershipKind.FOUNDING)
    assert not operations.put_memberships(organisation=berlin, memberships=[facts], by=None)


def test_one_membership_is_put_beside_the_others_and_put_again_changes_nothing():
    berlin = an_organisation(kinds=["founding"])
    facts = operations.MembershipFacts(kind=MembershipKind.COORDINATOR)
    operations.put_membership(organisation=berlin, facts=facts, by=None)
    with listening(signals.organisation_written, "organisation") as heard:
        operations.put_membership(organisation=berlin, facts=facts, by=None)
    assert (heard, list(berlin.memberships.values_list("kind", flat=True))) == ([], ["coordinator", "founding"])


def test_a_figure_that_is_put_again_changes_nothing():
    vinci = an_action()
    put_fact(record=vinci.record, figure=a_figure(), by=None)
    figure = a_figure()
    entries = Entry.objects.count()
    put_fact(record=vinci.record, figure=figure, by=None)
    assert Entry.objects.count() == entries


def test_an_action_is_recorded_with_partners_and_figures():
    berlin, milan = an_organisation("berlin"), an_organisation("milan")
    with listening(signals.action_written, "action") as heard:
        vinci = an_action(lead=berlin, partners=[milan], figures=[a_figure(value=20)])
    assert heard == ["VINCI"]
    assert [partner.name for partner in vinci.partners.all()] == ["Milan"]
    assert [(fact.key, fact.value) for fact in vinci.record.facts.all()] == [("vouchers", 20)]
    assert (str(vinci), vinci.record.title) == ("VINCI", "VINCI: vinci in full")


def test_an_action_that_is_put_again_changes_nothing():
    berlin = an_organisation()
    an_action(partners=[berlin])
    with listening(signals.action_written, "action") as heard:
        an_action(partners=[berlin])
    assert heard == []


def test_an_action_whose_acronym_is_its_title_is_called_by_it_once():
    assert an_action("eccl", title="Eccl").record.title == "ECCL"


def test_figures_that_are_not_given_stay():
    an_action(figures=[a_figure()])
    again = an_action(acronym="VINCI 2")
    assert [fact.key for fact in again.record.facts.all()] == ["vouchers"]
    assert last_entry()[2]["changed"] == ["record", "acronym"]


def test_a_figure_that_is_left_out_goes():
    an_action(figures=[a_figure("vouchers"), a_figure("applicants")])
    again = an_action(figures=[a_figure("applicants")])
    assert [fact.key for fact in again.record.facts.all()] == ["applicants"]


def test_a_seat_is_recorded_and_the_log_does_not_name_its_holder():
    berlin = an_organisation()
    with listening(signals.seat_written, "seat") as heard:
        a_seat(organisation=berlin, holder="Tanja Mühlhans")
    verb, record, data = last_entry()
    assert (heard, verb, record) == (["Contact"], "alliance.seat.recorded", berlin.record_id)
    assert "Tanja" not in str(data)


def test_a_seat_without_organisation_that_is_put_again_changes_nothing():
    a_seat(holder="")
    entries = Entry.objects.count()
    a_seat(holder="")
    assert Entry.objects.count() == entries


def test_the_chronicle_names_the_records_that_an_entry_belongs_to():
    berlin = an_organisation()
    with listening(signals.chronicle_written, "entry") as heard:
        launch = a_happening(related=[berlin.record])
    assert (heard, launch.record.address) == (["launch happens"], "/timeline/#launch")
    a_happening(related=[])
    assert list(launch.related.all()) == []
    assert last_entry()[:2] == ("alliance.chronicle.corrected", launch.record_id)


def test_an_entry_that_is_put_again_changes_nothing():
    a_happening()
    entries = Entry.objects.count()
    a_happening()
    assert Entry.objects.count() == entries


def test_the_alliance_is_recorded_once():
    with listening(signals.alliance_written, "alliance") as heard:
        an_alliance(figures=[a_figure("partners", 28)])
    an_alliance(figures=[a_figure("partners", 28)])
    assert heard == ["Alliance of towns"]


def test_a_platform_serves_one_alliance():
    an_alliance()
    with pytest.raises(IntegrityError):
        an_alliance("another", texts={"en": {"name": "Another", "platform_name": "P", "tagline": "T"}})


def test_a_role_is_granted_once_logged_by_pseudonym_and_announced():
    anna, boss = a_person(), a_person("boss")
    berlin = an_organisation()
    with listening(signals.role_granted, "grant") as heard:
        grant = operations.grant_role(person=anna, role=Role.FOUNDING_MEMBER, organisation=berlin, at=NOON, by=boss)
        same = operations.grant_role(person=anna, role=Role.FOUNDING_MEMBER, organisation=berlin, at=NOON, by=boss)
    assert (heard, grant.pk) == (["founding member"], same.pk)
    assert last_entry() == (
        "alliance.role.granted",
        berlin.record_id,
        {"role": "founding_member", "person": str(anna.pseudonym), "organisation": "berlin"},
    )


@pytest.mark.parametrize("role", [Role.FOUNDING_MEMBER, Role.COMMITTED_MEMBER, Role.ACTION_COORDINATOR])
def test_a_role_that_is_for_something_names_it(role):
    with pytest.raises(operations.RoleNeedsScope):
        a_role(a_person(), role)


def test_the_database_keeps_members_to_an_organisation():
    with pytest.raises(IntegrityError, match="alliance_grant_member_of_organisation"), transaction.atomic():
        RoleGrant.objects.create(person=a_person(), role=Role.COMMITTED_MEMBER, granted_at=NOON)


def test_a_role_ends_once_and_may_be_granted_again():
    anna = a_person()
    grant = a_role(anna, Role.ACTION_COORDINATOR, action=an_action())
    with listening(signals.role_ended, "grant") as heard:
        operations.end_role(grant=grant, at=NOON, by=None)
    assert heard == ["action coordinator"]
    assert last_entry()[0] == "alliance.role.ended"
    with pytest.raises(operations.RoleHasEnded):
        operations.end_role(grant=grant, at=NOON, by=None)
    assert a_role(anna, Role.ACTION_COORDINATOR, action=grant.action).pk != grant.pk


def found(words):
    return [str(hit.record) for hit in find(Wish(words=words)).hits]


def test_actions_are_found_by_the_new_name_of_a_partner():
    berlin = an_organisation("berlin")
    an_action(partners=[berlin])
    assert found("wintergarten") == []
    an_organisation("berlin", name="Wintergarten")
    assert set(found("wintergarten")) == {"Wintergarten", "VINCI: vinci in full"}


def test_organisations_are_found_by_who_sits_for_them():
    berlin = an_organisation("berlin")
    a_seat(organisation=berlin, holder="Tanja Mühlhans")
    assert found("Mühlhans") == ["Berlin"]
