"""What is written about people, and what the log keeps of it: pseudonyms and listed fields, no names, no addresses."""

import pytest
from allauth.account.models import EmailAddress

from eciap.foundation.accounts import operations
from eciap.foundation.accounts.models import Person
from eciap.foundation.audit.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> Person:
    return Person.objects.create_user("anna@example.org", "an old secret", name="Anna")


def minutes() -> list[tuple]:
    return list(Entry.objects.order_by("id").values_list("verb", "pseudonym", "record_id", "data"))


def test_an_account_is_opened_for_somebody_whose_address_is_known(anna):
    bert = operations.create_person(email="Bert@Example.org", name="Bert", language="fr", by=anna)

    bert.refresh_from_db()
    assert (bert.email, bert.name, bert.language, bert.is_staff) == ("bert@example.org", "Bert", "fr", False)
    assert not bert.has_usable_password()
    address = EmailAddress.objects.get(user=bert)
    assert (address.email, address.verified, address.primary) == ("bert@example.org", True, True)
    data = {"language": "fr", "is_staff": False}
    assert minutes() == [("accounts.person.created", anna.pseudonym, bert.pseudonym, data)]


def test_one_signs_up_oneself_and_has_still_to_confirm():
    bert = operations.sign_up(email="bert@example.org", name="Bert", language="en", password="a long secret")

    assert bert.check_password("a long secret")
    assert not EmailAddress.objects.filter(verified=True).exists()
    assert minutes() == [("accounts.person.signed_up", bert.pseudonym, bert.pseudonym, {"language": "en"})]


@pytest.mark.parametrize("email", ["anna@example.org", "ANNA@Example.org", " anna@example.org "])
def test_nobody_gets_an_address_that_somebody_has(anna, email):
    with pytest.raises(operations.AddressTaken):
        operations.create_person(email=email, by=None)
    with pytest.raises(operations.AddressTaken):
        operations.sign_up(email=email, name="", language="", password="a long secret")
    assert minutes() == []


def test_a_person_describes_themself(anna):
    operations.describe_person(person=anna, name="Anna B.", language="", by=anna)

    anna.refresh_from_db()
    assert anna.name == "Anna B."
    assert minutes() == [("accounts.person.described", anna.pseudonym, anna.pseudonym, {"changed": ["name"]})]


def test_saying_the_same_again_writes_nothing(anna):
    operations.describe_person(person=anna, name="Anna", language="", by=anna)
    assert minutes() == []


def test_a_password_is_changed(anna):
    operations.change_password(person=anna, password="a new secret", by=anna)

    anna.refresh_from_db()
    assert anna.check_password("a new secret")
    assert minutes() == [("accounts.password.changed", anna.pseudonym, anna.pseudonym, {})]


def test_an_account_is_closed_once_and_reopened_once(anna):
    boss = Person.objects.create_superuser("boss@example.org")
    for _twice in range(2):
        operations.close_account(person=anna, by=boss)
    assert not Person.objects.get(pk=anna.pk).is_active

    for _twice in range(2):
        operations.reopen_account(person=anna, by=boss)
    assert Person.objects.get(pk=anna.pk).is_active
    assert minutes() == [
        ("accounts.person.closed", boss.pseudonym, anna.pseudonym, {}),
        ("accounts.person.reopened", boss.pseudonym, anna.pseudonym, {}),
    ]
