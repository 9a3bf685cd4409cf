"""The outbox with a carrier that keeps what it is given, and the people of the stories."""

import pytest
from django.test import Client

from eciap.alliance.enums import Role
from eciap.alliance.models import RoleGrant
from eciap.foundation.accounts.models import Person
from eciap.foundation.jobs import purposes
from eciap.foundation.jobs.purposes import Purpose
from tests.foundation.jobs.world import AT

OUTBOX = "eciap.foundation.jobs.outbox.OutboxBackend"
CARRIER = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture(autouse=True)
def outbox(settings):
    """Every sender gets the outbox, as in earnest."""
    settings.MAILERS = {"default": {"BACKEND": OUTBOX}, "carrier": {"BACKEND": CARRIER}}


@pytest.fixture
def digest(monkeypatch):
    """Letters that one may do without."""
    monkeypatch.setitem(purposes.PURPOSES, "digest", Purpose("digest", "News of what you follow", priority=-50))


@pytest.fixture
def anna(db) -> Person:
    return Person.objects.create_user("anna@example.org", name="Anna", language="fr")


@pytest.fixture
def caretaker(db) -> Person:
    """Somebody of the secretariat."""
    person = Person.objects.create_user("desk@example.org", name="Desk")
    RoleGrant.objects.create(person=person, role=Role.SECRETARIAT, granted_at=AT)
    return person


@pytest.fixture
def desk(client: Client, caretaker: Person) -> Client:
    client.force_login(caretaker, backend="django.contrib.auth.backends.ModelBackend")
    return client
