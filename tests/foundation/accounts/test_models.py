"""Person: one form of an address, a pseudonym for the log, nobody twice."""

import pytest
from django.db import IntegrityError, transaction

from eciap.foundation.accounts.models import Person

pytestmark = pytest.mark.django_db


def test_an_address_is_stored_in_one_form_whoever_saves():
    person = Person.objects.create(email="  Anna.MÜLLER@Example.ORG ")
    assert person.email == "anna.müller@example.org"


def test_nobody_has_an_account_twice_whatever_the_case():
    Person.objects.create_user("anna@example.org")
    with pytest.raises(IntegrityError, match="accounts_person_email_unique"), transaction.atomic():
        Person.objects.create_user("ANNA@example.org")


def test_the_database_refuses_an_address_that_went_round_the_model():
    anna = Person.objects.create_user("anna@example.org")
    with pytest.raises(IntegrityError, match="accounts_person_email_lower_case"), transaction.atomic():
        Person.objects.filter(pk=anna.pk).update(email="Anna@example.org")


def test_everybody_gets_a_pseudonym_of_their_own():
    anna, bert = (Person.objects.create_user(f"{name}@example.org") for name in ("anna", "bert"))
    assert anna.pseudonym.version == 4
    assert anna.pseudonym != bert.pseudonym
    with pytest.raises(IntegrityError, match="accounts_person_pseudonym_unique"), transaction.atomic():
        Person.objects.filter(pk=bert.pk).update(pseudonym=anna.pseudonym)


def test_a_person_is_called_by_name_or_else_by_address():
    assert str(Person(name="Anna", email="anna@example.org")) == "Anna"
    assert Person(email="anna@example.org").get_full_name() == "anna@example.org"
    assert Person(name="Anna").get_short_name() == "Anna"


def test_an_address_is_brought_into_its_form_before_a_form_checks_it():
    person = Person(email="ANNA@example.org", password="x")
    person.full_clean()
    assert person.email == "anna@example.org"


def test_a_person_is_found_by_any_case_of_the_address():
    anna = Person.objects.create_user("anna@example.org")
    assert Person.objects.get_by_natural_key("Anna@EXAMPLE.org") == anna


def test_an_administrator_may_do_everything():
    boss = Person.objects.create_superuser("boss@example.org", "a long secret", name="Boss")
    assert (boss.is_staff, boss.is_superuser, boss.is_active, boss.name) == (True, True, True, "Boss")
    assert boss.check_password("a long secret")


def test_without_a_password_nobody_can_sign_in_as_somebody():
    assert not Person.objects.create_user("anna@example.org").has_usable_password()
