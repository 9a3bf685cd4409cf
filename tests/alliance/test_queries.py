"""Reading the alliance: whole pages, filters, the order of names, and the same number of queries for many."""

from decimal import Decimal

import pytest
from django.utils import translation

from eciap.alliance import queries
from eciap.alliance.enums import Role, SeatKind
from eciap.alliance.models import ConcreteAction, Organisation
from eciap.alliance.queries import ActionFilter, OrganisationFilter, Placed
from eciap.foundation.languages.periods import Period, Point
from eciap.foundation.records.models import Record
from eciap.foundation.records.queries import Wish, find
from eciap.foundation.ui.shapes import Moment
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


def names(organisations):
    return [organisation.name for organisation in organisations]


def many_organisations(count):
    theme = a_theme()
    return [an_organisation(f"o{n}", ["founding", "committed"], theme, country="DE") for n in range(count)]


def test_members_are_listed_in_the_order_that_readers_expect():
    for name in ("Zürich", "Östersund", "oslo", "Paris"):
        an_organisation(name.lower().replace("ü", "u").replace("ö", "o"), ["founding"], name=name)
    found = queries.matching_organisations(queries.organisations(), OrganisationFilter())
    assert names(found) == ["oslo", "Östersund", "Paris", "Zürich"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["Berlin", "Milan"]),
        ({"country": "DE"}, ["Berlin"]),
        ({"theme": "vouchers"}, ["Milan"]),
        ({"kind": "committed"}, ["Milan"]),
        ({"kind": "partner"}, ["Nesta"]),
        ({"words": "provincia MILÁN"}, ["Milan"]),
        ({"words": "milan berlin"}, []),
        ({"country": "GB"}, []),
        ({"country": "GB", "kind": "partner"}, ["Nesta"]),
    ],
)
def test_organisations_are_narrowed_by_what_is_looked_for(wanted, found):
    an_organisation("berlin", ["founding"], country="DE")
    an_organisation("milan", ["committed"], a_theme("vouchers"), country="IT", earlier_name="Provincia")
    an_organisation("nesta", country="GB")
    assert names(queries.matching_organisations(queries.organisations(), OrganisationFilter(**wanted))) == found


@pytest.mark.parametrize("count", [1, 30])
def test_any_number_of_organisations_takes_two_queries(count, django_assert_num_queries):
    many_organisations(count)
    with django_assert_num_queries(2):
        for organisation in queries.organisations():
            assert [m.theme.text.short for m in organisation.memberships.all()] == ["Vouchers", "Vouchers"]


@pytest.mark.parametrize("count", [1, 30])
def test_any_number_of_actions_takes_three_queries(count, django_assert_num_queries):
    theme, berlin = a_theme(), an_organisation(country="DE")
    for n in range(count):
        an_action(f"a{n}", theme, partners=[berlin], figures=[a_figure()])
    with django_assert_num_queries(3):
        for action in queries.actions():
            facts = [(fact.text.label, fact.sources.all()[0].title) for fact in action.record.facts.all()]
            assert (facts, queries.countries_of(action)) == ([("Vouchers", "Report")], {"DE"})


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["VINCI", "ECCL"]),
        ({"theme": "clusters"}, ["ECCL"]),
        ({"country": "AT"}, ["VINCI"]),
        ({"country": "IT"}, []),
    ],
)
def test_actions_are_narrowed_by_theme_and_country(wanted, found):
    an_action("vinci", a_theme("vouchers"), lead=an_organisation("aws", country="AT"), position=1)
    an_action("eccl", a_theme("clusters"), position=2)
    every = queries.actions()
    assert [action.acronym for action in queries.matching_actions(every, ActionFilter(**wanted))] == found


def test_actions_of_themes_and_neighbours():
    vouchers, clusters = a_theme("vouchers"), a_theme("clusters")
    vinci, fad, _eccl = an_action("vinci", vouchers), an_action("fad", vouchers), an_action("eccl", clusters)
    assert queries.actions_of_themes([vouchers.pk]) == [fad, vinci]
    assert list(queries.neighbours_of(vinci)) == [fad]


def test_a_whole_action_brings_its_people_partners_and_sources(django_assert_num_queries):
    berlin = an_organisation()
    a_source("paper")
    vinci = an_action(lead=berlin, partners=[berlin], figures=[a_figure()], sources=["paper"])
    a_seat(action=vinci, organisation=berlin)
    with django_assert_num_queries(5):
        found = queries.whole_action("vinci")
        assert [seat.holder for seat in found.seats.all()] == ["Tanja"]
        assert [citation.source.key for citation in found.record.citations.all()] == ["paper"]
        assert found.partners.all()[0].name == "Berlin"
    with pytest.raises(ConcreteAction.DoesNotExist):
        queries.whole_action("unknown")


def test_a_whole_organisation_brings_its_seats_and_only_actions_that_may_be_seen():
    berlin = an_organisation(kinds=["founding"])
    vinci, secret = an_action("vinci", lead=berlin), an_action("secret", lead=berlin, partners=[berlin])
    Record.objects.filter(pk=secret.record_id).update(audience=["role:expert"])
    a_seat(organisation=berlin)
    found = queries.whole_organisation("berlin")
    assert (list(found.led_actions.all()), list(found.actions.all())) == ([vinci], [])
    assert [seat.text.title for seat in found.seats.all()] == ["Contact"]
    expert = a_person()
    a_role(expert, Role.EXPERT)
    assert list(queries.whole_organisation("berlin", expert).actions.all()) == [secret]


def test_a_deleted_organisation_has_no_page():
    berlin = an_organisation()
    Record.objects.filter(pk=berlin.record_id).update(deleted_at=NOON)
    with pytest.raises(Organisation.DoesNotExist):
        queries.whole_organisation("berlin")


def test_contacts_are_given_per_theme_in_their_order(django_assert_num_queries):
    vouchers, clusters, empty = a_theme("vouchers"), a_theme("clusters"), a_theme("empty")
    a_seat("second", theme=vouchers, position=2)
    a_seat("first", theme=vouchers, position=1)
    a_seat("other", theme=clusters)
    a_seat("author", theme=vouchers, kind=SeatKind.OTHER)
    a_seat("no-theme")
    with django_assert_num_queries(1):
        contacts = list(queries.contacts_of_themes([vouchers.pk, clusters.pk, empty.pk]))
        shown = [(seat.theme_id, seat.slug, seat.text.title) for seat in contacts]
    assert shown == [
        (clusters.pk, "other", "Other"),
        (vouchers.pk, "first", "First"),
        (vouchers.pk, "second", "Second"),
    ]


def test_members_are_told_with_their_place_as_far_as_it_is_recorded(django_assert_num_queries):
    theme = a_theme("vouchers")
    an_organisation("berlin", ["founding", "committed"], theme, city="Berlin", lon="13.4", lat="52.5")
    an_organisation("milan", ["founding"], city="Milan", lon="9.19", lat="45.46")
    an_organisation("nowhere", ["founding"], theme, country="BE")
    an_organisation("nesta", country="GB", lon="-0.1", lat="51.5")
    with django_assert_num_queries(1):
        placed = queries.members_on_the_map()
    assert placed == [
        Placed("Berlin", "/members/berlin/", "Berlin", "", Decimal("13.4"), Decimal("52.5"), (theme.pk, theme.pk)),
        Placed("Milan", "/members/milan/", "Milan", "", Decimal("9.19"), Decimal("45.46"), ()),
        Placed("Nowhere", "/members/nowhere/", "", "BE", None, None, (theme.pk,)),
    ]


def test_the_alliance_ends_when_its_period_does(django_assert_num_queries):
    assert queries.end_of_the_alliance() is None
    an_alliance(period=Period.parse("2012-01/2014-12"))
    with django_assert_num_queries(1):
        assert queries.end_of_the_alliance() == Point(2014, 12)


def test_actions_are_named_in_short_in_one_query(django_assert_num_queries):
    an_action("vinci", a_theme(hue="plum"), lead=an_organisation("berlin"))
    with django_assert_num_queries(1):
        (action,) = queries.actions_in_short()
        said = (action.acronym, action.text.summary, action.lead.name, action.theme.hue)
    assert said == ("VINCI", "vinci in short", "Berlin", "plum")


def test_the_alliance_brings_its_figures(django_assert_num_queries):
    assert queries.the_alliance() is None
    an_alliance(figures=[a_figure("partners", 28), a_figure("countries", 12)])
    with django_assert_num_queries(2):
        alliance = queries.the_alliance()
        assert alliance is not None
        assert [fact.text.label for fact in alliance.record.facts.all()] == ["Partners", "Countries"]
    with django_assert_num_queries(1):
        assert [int(fact.value) for fact in queries.alliance_figures()] == [28, 12]


def test_the_chronicle_runs_as_it_happened(django_assert_num_queries):
    berlin = an_organisation()
    a_happening("end", "2014-12")
    a_happening("launch", "2012-02-26/2012-02-28", related=[berlin.record])
    with django_assert_num_queries(3):
        told = [(str(entry.period), [str(r) for r in entry.related.all()]) for entry in queries.chronicle()]
    assert told == [("2012-02-26/2012-02-28", ["Berlin"]), ("2014-12", [])]
    assert [entry.slug for entry in queries.milestones(["end", "unknown"])] == ["end"]


def test_the_story_of_a_record_leads_to_the_chronicle_in_the_readers_language():
    berlin = an_organisation()
    a_happening("launch", "2012-02", related=[berlin.record])
    a_happening("after", "2015/..", related=[berlin.record])
    a_happening("elsewhere")
    with translation.override("fr"):
        story = queries.story_of(berlin.record)
    assert story[0] == Moment("2012-02", "launch happens", url="/fr/timeline/#launch")
    assert [moment.url for moment in story] == ["/fr/timeline/#launch", "/fr/timeline/#after"]


def test_only_public_things_with_a_page_are_listed_for_search_engines():
    berlin, secret = an_organisation("berlin"), an_organisation("secret")
    a_happening()
    Record.objects.filter(pk=secret.record_id).update(audience=["role:expert"])
    assert queries.records_with_pages() == [berlin.record]


def found(words, **more):
    return [str(hit.record) for hit in find(Wish(words=words, **more)).hits]


def test_everything_is_found_by_its_words():
    berlin = an_organisation("berlin", country="DE", city="Potsdam")
    an_organisation("plain")
    vinci = an_action("vinci", lead=berlin, texts={"en": {"summary": "s", "aim": "To buy creativity."}})
    a_seat(action=vinci, holder="Eva")
    a_happening("launch", texts={"en": {"what": "The festival opens."}})
    an_alliance()
    assert found("Potsdam") == ["Berlin"]
    assert found("creativity") == ["VINCI: vinci in full"]
    assert found("Eva") == ["VINCI: vinci in full"]
    assert found("festival") == ["The festival opens."]
    assert found("towns") == ["Alliance of towns"]


def test_things_are_narrowed_by_country_and_by_the_theme_that_a_desk_belongs_to():
    theme = a_theme("vouchers")
    desk = a_theme("desk", parent=theme)
    an_organisation("berlin", ["founding"], desk, country="DE")
    an_organisation("milan", ["founding"], country="IT")
    assert found("", chosen={"theme": ["vouchers"], "kind": ["organisation"]}) == ["Berlin"]
    assert found("", chosen={"country": ["IT"]}) == ["Milan"]
