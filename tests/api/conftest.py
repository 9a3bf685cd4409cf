"""The small world, made once for the stories of a module, and somebody who asks it."""

import pytest
from django.db import transaction

from tests.api import world


@pytest.fixture(scope="module")
def small_world(django_db_setup, django_db_blocker):
    """Make one of everything; what a story changes is undone behind it, the world itself behind the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield world.one_of_everything()
        transaction.set_rollback(True)


@pytest.fixture
def theme(small_world, db):
    return small_world


@pytest.fixture
def read(client, theme):
    """Ask for something below /api/v1/ and return what it says."""

    def ask(address, status=200, **headers):
        answer = client.get(f"/api/v1/{address}", headers=headers)
        assert answer.status_code == status, answer.content
        return answer.json()

    return ask
