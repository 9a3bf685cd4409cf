"""Editors change a theme on a screen that calls the operation; other languages keep their words."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from eciap.alliance.enums import Role
from eciap.alliance.operations import grant_role
from eciap.foundation.accounts.models import Person
from eciap.foundation.audit.models import Entry
from eciap.vocabulary.models import Theme
from eciap.vocabulary.operations import put_theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def theme():
    words = {
        "en": {"name": "Vouchers", "short": "Vouchers", "question": "How?"},
        "fr": {"name": "Chèques", "short": "Chèques", "translator": "editorial"},
    }
    return put_theme(slug="vouchers", kind="theme", texts=words, by=None)


@pytest.fixture
def editor(client):
    person = Person.objects.create_user("editor@example.org")
    grant_role(person=person, role=Role.EDITOR, at=datetime(2014, 6, 30, tzinfo=UTC), by=None)
    client.force_login(person)
    return person


def test_an_editor_changes_a_theme_in_one_language(client, editor, theme):
    address = reverse("wagtailsnippets_vocabulary_theme:edit", args=[theme.pk])
    form = client.get(address).context["form"]
    given = {field.html_name: value for field in form if (value := field.value()) not in (None, "", [])}
    client.post(address, {**given, "question_en": "How can a small sum help?", "hue": "plum"})

    theme = Theme.objects.get()
    assert (theme.hue, theme.text_in("en").question) == ("plum", "How can a small sum help?")
    assert (theme.text_in("fr").name, theme.text_in("fr").translator) == ("Chèques", "editorial")
    assert theme.record.titles == {"en": "Vouchers", "fr": "Chèques"}
    entry = Entry.objects.latest("id")
    assert (entry.verb, entry.pseudonym) == ("vocabulary.theme.changed", editor.pseudonym)


def test_a_person_without_a_role_does_not(client, theme):
    client.force_login(Person.objects.create_user("anna@example.org"))
    assert client.get(reverse("wagtailsnippets_vocabulary_theme:edit", args=[theme.pk])).status_code == 302
