"""People for the stories of sign-in."""

import pytest

from eciap.foundation.accounts import operations
from eciap.foundation.accounts.models import Person

SECRET = "correct horse battery"


@pytest.fixture
def anna(db) -> Person:
    return operations.create_person(email="anna@example.org", name="Anna", password=SECRET, by=None)


@pytest.fixture
def boss(db) -> Person:
    return Person.objects.create_superuser("boss@example.org", SECRET, name="Boss")
