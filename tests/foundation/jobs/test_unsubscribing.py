"""One click and no more letters of a kind, without signing in; the page asks, the mail program just does it."""

import pytest
from django.test import Client

from eciap.foundation.jobs import operations, purposes, queries
from eciap.foundation.jobs.models import Unsubscription
from eciap.foundation.jobs.tokens import NoSuchWish, Wish, token_of, wish_of
from tests.foundation.jobs.world import TRIAL, verbs, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("digest")]
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def stranger() -> Client:
    """A mail program: signed in nowhere, without a cookie or a token of a form."""
    return Client(enforce_csrf_checks=True)


def address_in(letter) -> str:
    return letter.message["List-Unsubscribe"].strip("<>").removeprefix("http://127.0.0.1:8000")


def test_a_mail_program_unsubscribes_in_one_click(anna, stranger):
    letter = write(anna, purpose="digest")

    answers = [stranger.post(address_in(letter), ONE_CLICK).status_code for _ in range(2)]

    assert answers == [200, 200]
    [row] = Unsubscription.objects.all()
    assert (row.person, row.address, row.purpose, str(row)) == (anna, "", "digest", f"digest ({row.pk})")
    assert (write(anna, purpose="digest").state, write(anna).state) == ("dropped", "waiting")
    assert "jobs.purpose.unsubscribed" in verbs()


def test_looking_changes_nothing_and_the_button_does(anna, client):
    address = address_in(write(anna, purpose="digest"))

    asked = client.get(address)
    assert ("No more letters of this kind?" in asked.content.decode(), Unsubscription.objects.count()) == (True, 0)
    assert "no-store" in asked["Cache-Control"]
    assert "You get no more of these letters" in client.post(address).content.decode()
    assert "You get no more of these letters" in client.get(address).content.decode()


def test_one_may_think_better_of_it(anna, client):
    address = address_in(write(anna, purpose="digest"))
    client.post(address)
    assert "You get these letters again" in client.post(address, {"again": "1"}).content.decode()
    assert (write(anna, purpose="digest").state, Unsubscription.objects.count()) == ("waiting", 0)


def test_an_address_without_an_account_unsubscribes_for_itself(anna, stranger):
    posted = {"language": "en", "template": TRIAL, "context": {"jobs_url": "/"}, "purpose": "digest", "by": None}
    letter = operations.post_letter_to_address(address="Zoe@example.org", **posted)
    stranger.post(address_in(letter), ONE_CLICK)
    assert queries.has_unsubscribed(Wish("digest", None, "ZOE@example.org"))
    assert not queries.has_unsubscribed(Wish("digest", anna.pk, ""))


def test_a_token_tells_no_address_of_a_person(anna):
    assert wish_of(token_of(Wish("digest", anna.pk, anna.email))) == Wish("digest", anna.pk, "")


@pytest.mark.parametrize("change", [str.upper, lambda token: token[:-1], lambda token: ""])
def test_a_token_that_was_not_signed_here_is_refused(anna, client, change):
    token = change(token_of(Wish("digest", anna.pk, "")))
    with pytest.raises(NoSuchWish):
        wish_of(token)
    assert client.post(f"/letters/unsubscribe/{token or 'x'}/").status_code == 404
    assert Unsubscription.objects.count() == 0


def test_what_belongs_to_an_account_cannot_be_unsubscribed(anna, client):
    token = token_of(Wish("service", anna.pk, ""))
    with pytest.raises(operations.NotOptional):
        operations.unsubscribe(wish=wish_of(token))
    assert client.post(f"/letters/unsubscribe/{token}/").status_code == 404


def test_a_purpose_that_is_no_more_has_no_letters_to_end(anna, client, monkeypatch):
    address = address_in(write(anna, purpose="digest"))
    monkeypatch.delitem(purposes.PURPOSES, "digest")
    assert client.get(address).status_code == 404


def test_whose_account_is_gone_has_nothing_left_to_end(anna, client):
    address = address_in(write(anna, purpose="digest"))
    anna.delete()
    assert (client.post(address).status_code, Unsubscription.objects.count()) == (200, 0)
    assert client.post(address, {"again": "1"}).status_code == 200


def test_only_reading_and_answering_is_possible(anna, client):
    assert client.put(address_in(write(anna, purpose="digest"))).status_code == 405
