"""A store of the story's own, people who bring files, and a context that points to them."""

import itertools

import pytest
from django.apps import apps
from django.db import connection, models

from eciap.foundation.accounts.models import Person
from eciap.foundation.files import access
from eciap.foundation.files.rules import is_owner

AUDIENCE = "tests.attachment"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.FILES_FOLDER = tmp_path / "files"
    return settings.FILES_FOLDER


@pytest.fixture(autouse=True)
def audiences(monkeypatch):
    """Audiences with a rule: one for whoever brought the file, one for everybody; others have none."""
    monkeypatch.setattr(access, "_rules", {})
    access.register(AUDIENCE, is_owner)
    access.register("tests.published", lambda visitor, file: True)


@pytest.fixture
def person(db):
    return Person.objects.create_user("anna@example.org", name="Anna")


@pytest.fixture
def another(db):
    return Person.objects.create_user("bela@example.org", name="Bela")


@pytest.fixture
def attachments(transactional_db):
    """A table with a key to a file and one between it and many files, as a context would have them."""
    yield from _table()


@pytest.fixture
def attachment(db):
    """The same inside the story's own transaction."""
    yield from _table()


def _table():
    name = f"Attachment{next(COUNTER)}"
    fields = {
        "file": models.ForeignKey(
            "files.StoredFile", models.PROTECT, null=True, related_name="+", related_query_name="tests_attachment"
        ),
        "more": models.ManyToManyField("files.StoredFile", related_name="+", related_query_name="tests_more"),
        "Meta": type("Meta", (), {"app_label": "files"}),
        "__module__": __name__,
    }
    model = type(name, (models.Model,), fields)
    with connection.schema_editor() as editor:
        editor.create_model(model)
    yield model
    for registered in (model, model.more.through):
        del apps.all_models["files"][registered._meta.model_name]
    apps.clear_cache()


COUNTER = itertools.count()
