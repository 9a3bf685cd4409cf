"""Editors' screens: what is filled in goes through the operations, in every language, and only for those who may."""

import re

import pytest

from eciap.alliance.enums import Role
from eciap.alliance.models import Alliance, ChronicleEntry, ConcreteAction, Membership, Organisation, RoleGrant, Seat
from eciap.foundation.audit.models import Entry
from eciap.foundation.records.models import Fact, Source
from eciap.foundation.records.operations import put_source
from tests.alliance.factories import (
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

TABLES = ["alliance", "organisation", "membership", "concreteaction", "seat", "chronicleentry", "rolegrant"]


@pytest.fixture
def editor(client):
    person = a_person("editor")
    a_role(person, Role.EDITOR)
    client.force_login(person)
    return client


@pytest.fixture
def secretary(client):
    person = a_person("secretary")
    a_role(person, Role.SECRETARIAT)
    client.force_login(person)
    return client


def address(table, verb, *more, app="alliance"):
    return "/".join(["/cms/snippets", app, table, verb, *map(str, more), ""])


def errors_of(response):
    return response.context["form"].errors


def last_verb():
    return Entry.objects.latest("pk").verb


@pytest.mark.parametrize("table", TABLES[:-1])
def test_an_editor_finds_every_list_and_every_form(editor, table):
    an_alliance()
    theme, berlin = a_theme(), an_organisation(kinds=["founding"])
    an_action(theme=theme)
    a_seat(organisation=berlin)
    a_happening()
    assert editor.get(f"/cms/snippets/alliance/{table}/").status_code == 200
    model = {"alliance": Alliance, "organisation": Organisation, "membership": Membership}.get(table) or {
        "concreteaction": ConcreteAction,
        "seat": Seat,
        "chronicleentry": ChronicleEntry,
    }[table]
    assert editor.get(address(table, "edit", model.objects.first().pk)).status_code == 200
    assert editor.get(address(table, "add")).status_code == 200


@pytest.mark.parametrize("table", TABLES)
def test_a_member_of_the_public_finds_none(client, table):
    client.force_login(a_person())
    assert client.get(f"/cms/snippets/alliance/{table}/").status_code == 302


def test_roles_are_for_the_secretariat_alone(editor):
    assert editor.get("/cms/snippets/alliance/rolegrant/").status_code == 302


ORGANISATION = {"slug": "berlin", "name": "Berlin", "kind": "agency", "certainty": "certain", "country": "DE"}


def test_an_organisation_is_made_in_both_languages(editor):
    a_source("report")
    words = {"description_en": "A town.", "description_fr": "Une ville."}
    answer = editor.post(address("organisation", "add"), {**ORGANISATION, **words, "sources": ["report"]})
    berlin = Organisation.objects.get()
    assert answer.status_code == 302
    assert {text.language: text.description for text in berlin.texts.all()} == {"en": "A town.", "fr": "Une ville."}
    assert [citation.source.key for citation in berlin.record.citations.all()] == ["report"]
    assert last_verb() == "alliance.organisation.recorded"


def test_a_changed_original_makes_the_translation_outdated_and_a_changed_translation_does_not(editor):
    berlin = an_organisation(texts={"en": {"description": "A town."}, "fr": {"description": "Une ville."}})
    there = address("organisation", "edit", berlin.pk)
    words = {"description_en": "A city.", "description_fr": "Une ville."}
    assert editor.post(there, {**ORGANISATION, **words}).status_code == 302
    assert dict(berlin.texts.values_list("language", "status")) == {"en": "original", "fr": "outdated"}
    words["description_fr"] = "Une cité."
    assert editor.post(there, {**ORGANISATION, **words}).status_code == 302
    assert dict(berlin.texts.values_list("language", "status")) == {"en": "original", "fr": "translated"}


def test_the_address_stays_as_it_was_given(editor):
    berlin = an_organisation()
    data = {**ORGANISATION, "slug": "elsewhere", "description_en": "x"}
    assert editor.post(address("organisation", "edit", berlin.pk), data).status_code == 302
    assert Organisation.objects.get().slug == "berlin"


def test_an_address_that_is_taken_is_refused_and_nothing_is_overwritten(editor):
    an_organisation("berlin", name="The first")
    answer = editor.post(address("organisation", "add"), {**ORGANISATION, "description_en": "x"})
    assert list(errors_of(answer)) == ["slug"]
    assert Organisation.objects.get().name == "The first"


ACTION = {
    "slug": "vinci",
    "acronym": "VINCI",
    "title": "Vouchers",
    "certainty": "certain",
    "lead_certainty": "certain",
    "results_certainty": "likely",
    "period": "2012-06/2013",
    "position": "1",
}


def test_an_action_needs_the_words_that_its_page_shows_in_each_language_that_it_speaks(editor):
    data = {**ACTION, "theme": a_theme().pk, "summary_en": "Short.", "aim_en": "To buy.", "summary_fr": "Court."}
    assert list(errors_of(editor.post(address("concreteaction", "add"), data))) == ["aim_fr"]
    assert editor.post(address("concreteaction", "add"), {**data, "aim_fr": "Acheter."}).status_code == 302
    vinci = ConcreteAction.objects.get()
    assert (str(vinci.period), vinci.results_certainty) == ("2012-06/2013", "likely")


def test_the_original_is_needed_in_any_case(editor):
    data = {**ACTION, "theme": a_theme().pk, "summary_fr": "Court.", "aim_fr": "Acheter."}
    assert set(errors_of(editor.post(address("concreteaction", "add"), data))) == {"summary_en", "aim_en"}


def test_a_date_that_is_none_is_refused_beside_its_field(editor):
    data = {**ACTION, "theme": a_theme().pk, "summary_en": "Short.", "aim_en": "To buy.", "period": "last summer"}
    assert list(errors_of(editor.post(address("concreteaction", "add"), data))) == ["period"]


def test_figures_and_partners_of_an_action_survive_its_correction(editor):
    berlin = an_organisation()
    vinci = an_action(figures=[a_figure()], partners=[berlin], sources=["report"])
    data = {**ACTION, "theme": vinci.theme_id, "partners": [berlin.pk], "sources": ["report"]}
    words = {"summary_en": "Shorter.", "aim_en": "To vinci."}
    assert editor.post(address("concreteaction", "edit", vinci.pk), {**data, **words}).status_code == 302
    again = ConcreteAction.objects.get()
    assert (again.text.summary, again.record.facts.count(), list(again.partners.all())) == ("Shorter.", 1, [berlin])


def test_a_happening_names_what_it_belongs_to(editor):
    berlin = an_organisation()
    data = {"slug": "launch", "period": "2012-02", "kind": "founding", "certainty": "certain", "what_en": "It opens."}
    assert editor.post(address("chronicleentry", "add"), {**data, "related": [berlin.record_id]}).status_code == 302
    launch = ChronicleEntry.objects.get()
    assert (list(launch.related.all()), launch.record.titles) == ([berlin.record], {"en": "It opens."})
    data |= {"what_fr": "Elle ouvre.", "related": []}
    assert editor.post(address("chronicleentry", "edit", launch.pk), data).status_code == 302
    launch.record.refresh_from_db()
    assert launch.record.titles == {"en": "It opens.", "fr": "Elle ouvre."}


def test_a_seat_is_made_and_corrected(editor):
    a_source("report")
    data = {"slug": "chair", "kind": "chair", "certainty": "certain", "position": "0", "title_en": "Chair"}
    assert editor.post(address("seat", "add"), {**data, "holder": "Eva", "sources": ["report"]}).status_code == 302
    chair = Seat.objects.get()
    assert editor.post(address("seat", "edit", chair.pk), {**data, "holder": "Ada"}).status_code == 302
    chair.refresh_from_db()
    assert (chair.holder, list(chair.sources.all())) == ("Ada", [])


def test_a_membership_is_made_corrected_and_taken_back(editor):
    berlin = an_organisation()
    data = {"organisation": berlin.pk, "kind": "founding", "certainty": "certain"}
    assert editor.post(address("membership", "add"), {**data, "note_en": "First."}).status_code == 302
    membership = Membership.objects.get()
    there = address("membership", "edit", membership.pk)
    assert editor.post(there, {**data, "certainty": "likely", "note_en": "First."}).status_code == 302
    assert Membership.objects.get().certainty == "likely"
    assert last_verb() == "alliance.membership.corrected"
    assert editor.post(address("membership", "delete", membership.pk)).status_code == 302
    assert not Membership.objects.exists()
    assert last_verb() == "alliance.membership.removed"


def test_a_note_is_not_needed(editor):
    data = {"organisation": an_organisation().pk, "kind": "founding", "certainty": "certain"}
    assert editor.post(address("membership", "add"), data).status_code == 302
    assert Membership.objects.get().texts.count() == 0


def test_the_secretariat_grants_and_ends_roles(secretary):
    anna, berlin = a_person("anna"), an_organisation()
    data = {"person": anna.pk, "role": "founding_member"}
    assert "names the organisation" in str(errors_of(secretary.post(address("rolegrant", "add"), data)))
    assert secretary.post(address("rolegrant", "add"), {**data, "organisation": berlin.pk}).status_code == 302
    grant = RoleGrant.objects.get(person=anna)
    assert secretary.post(address("rolegrant", "delete", grant.pk)).status_code == 302
    grant.refresh_from_db()
    assert grant.ended_at is not None
    again = secretary.post(address("rolegrant", "delete", grant.pk))
    assert again.status_code in {200, 404}


def test_a_source_is_made_and_corrected(editor):
    data = {"key": "report", "title": "Report", "kind": "report", "reachable": "yes"}
    assert editor.post(address("source", "add", app="records"), data).status_code == 302
    source = Source.objects.get()
    there = address("source", "edit", source.pk, app="records")
    assert editor.post(there, {**data, "key": "other", "title": "Final report"}).status_code == 302
    source.refresh_from_db()
    assert (source.key, source.title, source.titles) == ("report", "Final report", {})


def test_the_fields_of_a_language_are_named_in_the_editors(editor):
    there = address("source", "add", app="records"), address("theme", "add", app="vocabulary")
    source, theme = (editor.get(one, headers={"accept-language": "fr"}).content.decode() for one in there)
    assert re.findall(r"(Titre \(\w+\))", source) == ["Titre (English)", "Titre (français)"]
    assert re.findall(r"(Nom \(\w+\))", theme) == ["Nom (English)", "Nom (français)"]


def test_a_source_is_called_by_its_title_in_each_language(editor):
    data = {"key": "report", "title": "Report", "title_fr": "Rapport", "kind": "report", "reachable": "yes"}
    assert editor.post(address("source", "add", app="records"), data).status_code == 302
    source = Source.objects.get()
    there = address("source", "edit", source.pk, app="records")
    shown = re.findall(
        r'<input[^>]* name="(title\w*)" value="(\w+)"[^>]* lang="(\w+)"', editor.get(there).content.decode()
    )
    assert shown == [("title", "Report", "en"), ("title_fr", "Rapport", "fr")]
    put_source(key="report", titles={"fr": "Rapport", "mt": "Rapport"}, by=None)
    assert editor.post(there, {**data, "title_fr": ""}).status_code == 302
    source.refresh_from_db()
    assert (source.title, source.titles) == ("Report", {"mt": "Rapport"})


def test_a_figure_is_made_and_corrected_where_it_stands(editor):
    vinci = an_action(figures=[a_figure("vouchers", 20)])
    first = Fact.objects.get()
    data = {"record": vinci.record_id, "certainty": "certain", "unit": "vouchers", "sources": ["report"]}
    new = {**data, "key": "applicants", "value": "70", "label_en": "Applicants"}
    assert editor.post(address("fact", "add", app="records"), new).status_code == 302
    old = {**data, "key": "vouchers", "value": "", "label_en": "Vouchers"}
    assert editor.post(address("fact", "edit", first.pk, app="records"), old).status_code == 302
    facts = [(fact.key, fact.value, fact.position) for fact in vinci.record.facts.all()]
    assert facts == [("vouchers", None, 0), ("applicants", 70, 1)]
    assert last_verb() == "records.fact.corrected"


@pytest.mark.parametrize(("typed", "kept"), [("de", "DE"), ("", ""), ("GB", "GB")])
def test_a_country_is_taken_by_its_code(editor, typed, kept):
    editor.post(address("organisation", "add"), {**ORGANISATION, "country": typed})
    assert Organisation.objects.get().country == kept


@pytest.mark.parametrize("typed", ["zz", "É", "EU", "1A"])
def test_what_is_no_country_is_refused(editor, typed):
    answer = editor.post(address("organisation", "add"), {**ORGANISATION, "country": typed})
    assert list(errors_of(answer)) == ["country"]
    assert Organisation.objects.count() == 0
