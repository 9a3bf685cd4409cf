"""A yes for one purpose: given in certain words, withdrawn as easily, asked for anew when the words change."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from eciap.foundation.accounts import operations, queries
from eciap.foundation.accounts.models import Consent
from eciap.foundation.accounts.registry import purposes
from eciap.foundation.audit.models import Entry

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LETTERS = purposes.Purpose("toys.letters", version=1, title="Letters of toys", wording="Toys may write to me.")
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def only_toys(monkeypatch):
    monkeypatch.setattr(purposes, "PURPOSES", {LETTERS.key: LETTERS})
    monkeypatch.setattr("eciap.foundation.accounts.queries.held.PURPOSES", purposes.PURPOSES)


def give(person, purpose=LETTERS, at=NOON):
    return operations.give_consent(person=person, purpose=purpose, language="en", by=person, at=at)


def written():
    return list(Consent.objects.values_list("version", "wording", "given_at", "withdrawn_at"))


def test_a_yes_keeps_the_words_that_were_agreed_to(anna):
    assert give(anna) == give(anna, at=NOON + timedelta(days=1))
    assert written() == [(1, "Toys may write to me.", NOON, None)]
    assert queries.has_agreed(anna, LETTERS)
    [entry] = Entry.objects.filter(verb="accounts.consent.given")
    assert (entry.pseudonym, entry.data) == (anna.pseudonym, {"purpose": "toys.letters", "version": 1})


def test_it_is_withdrawn_and_may_be_given_again(anna):
    give(anna)
    later = NOON + timedelta(days=1)
    for _twice in range(2):
        operations.withdraw_consent(person=anna, purpose=LETTERS.key, by=anna, at=later)
    assert not queries.has_agreed(anna, LETTERS)
    give(anna, at=later)
    assert written() == [(1, LETTERS.wording, NOON, later), (1, LETTERS.wording, later, None)]
    assert Entry.objects.filter(verb="accounts.consent.withdrawn").count() == 1


def test_new_words_are_asked_for_anew(anna):
    give(anna)
    stronger = replace(LETTERS, version=2, wording="Toys may write to me daily.")
    purposes.register(stronger)
    assert [(one.is_outdated, one.consent.version) for one in queries.answers_of(anna)] == [(True, 1)]
    assert not queries.has_agreed(anna, stronger)
    later = NOON + timedelta(days=9)
    give(anna, stronger, at=later)
    assert written() == [
        (1, "Toys may write to me.", NOON, later),
        (2, "Toys may write to me daily.", later, None),
    ]
    assert queries.has_agreed(anna, stronger)


def test_the_database_keeps_one_open_yes_and_the_order_of_time(anna):
    consent = give(anna)
    with pytest.raises(IntegrityError, match="accounts_consent_once_at_a_time"), transaction.atomic():
        Consent.objects.create(person=anna, purpose=LETTERS.key, version=1, language="en", wording="", given_at=NOON)
    with pytest.raises(IntegrityError, match="accounts_consent_withdrawn_after_given"), transaction.atomic():
        Consent.objects.filter(pk=consent.pk).update(withdrawn_at=NOON - timedelta(seconds=1))


def test_the_page_asks_takes_the_answer_and_says_when(client, anna):
    client.force_login(anna)
    address = "/accounts/my-data/purposes/toys.letters/"
    assert 'value="yes"' in client.get("/accounts/my-data/").content.decode()
    assert client.post(address, {"answer": "yes"})["Location"] == "/accounts/my-data/"
    page = client.get("/accounts/my-data/").content.decode()
    assert ("to version 1 of these words." in page, 'value="yes"' in page, 'value="no"' in page) == (True, False, True)
    client.post(address, {"answer": "no"})
    assert not queries.has_agreed(anna, LETTERS)
    assert client.post("/accounts/my-data/purposes/nobody.asks/", {"answer": "yes"}).status_code == 404
    assert client.get(address).status_code == 405


def test_old_words_are_shown_as_such(client, anna):
    give(anna)
    purposes.register(replace(LETTERS, version=2))
    client.force_login(anna)
    page = client.get("/accounts/my-data/").content.decode()
    assert "the words have changed since, so we ask anew." in page
    assert ('value="yes"' in page, 'value="no"' in page) == (True, True)


def test_where_nothing_is_asked_the_page_says_so(client, anna):
    purposes.PURPOSES.clear()
    client.force_login(anna)
    assert "Nothing is asked of you." in client.get("/accounts/my-data/").content.decode()


def test_the_present_form_of_a_consent_is_named(anna):
    assert str(give(anna)) == "toys.letters (1)"
