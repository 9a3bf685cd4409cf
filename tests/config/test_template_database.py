"""Templates: made once, copied often, never mistaken for those of other migrations."""

import pytest

from eciap.config import env, local_postgres, template_database

ROOT = env.ROOT
SETTINGS = "INSTALLED_APPS = ['one']\nDEBUG = False\n"


@pytest.fixture
def checkout(tmp_path):
    """A checkout with one migration."""
    migrations = tmp_path / "src/eciap/portal/migrations"
    migrations.mkdir(parents=True)
    (migrations / "0001_initial.py").write_text("one = 1", encoding="utf-8")
    (tmp_path / "src/eciap/config").mkdir()
    (tmp_path / "src/eciap/config/settings.py").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "requirements.lock").write_text("django==6.1.3", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("src/eciap/portal/migrations/0001_initial.py", "one = 2"),
        ("src/eciap/portal/migrations/0002_more.py", ""),
        ("src/eciap/config/settings.py", SETTINGS.replace("one", "two")),
        ("requirements.lock", "django==6.1.4"),
    ],
)
def test_whatever_changes_the_schema_changes_the_mark(checkout, file, text):
    before = template_database.fingerprint(checkout)
    (checkout / file).write_text(text, encoding="utf-8")
    assert template_database.fingerprint(checkout) != before


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("src/eciap/config/settings.py", SETTINGS.replace("False", "True")),
        ("src/eciap/portal/views.py", "one = 1"),
    ],
)
def test_whatever_does_not_leaves_it(checkout, file, text):
    before = template_database.fingerprint(checkout)
    (checkout / file).write_text(text, encoding="utf-8")
    assert template_database.fingerprint(checkout) == before


@pytest.fixture
def server(django_db_setup, django_db_blocker):
    """The server of the tests and the address of it."""
    from django.db import connection

    with template_database.connect(connection.settings_dict) as server:
        yield server


def test_a_half_made_template_is_made_anew(server, monkeypatch):
    from django.db import connection

    made = []
    monkeypatch.setattr(template_database, "PREFIX", f"{connection.settings_dict['NAME']}_t_")
    monkeypatch.setattr(template_database, "migrate", lambda name, _progress: made.append(name))
    half = f"{template_database.PREFIX}abc_half"
    server.execute(f'CREATE DATABASE "{half}"')
    try:
        first = template_database.template(connection.settings_dict, "abc")
        second = template_database.template(connection.settings_dict, "abc")
        assert (first, second) == (f"{template_database.PREFIX}abc",) * 2
        assert made == [half]
        assert not template_database.exists(server, half)
    finally:
        template_database.drop(server, f"{template_database.PREFIX}abc")
        template_database.drop(server, half)


def test_a_note_stays_on_the_database(server):
    from django.db import connection

    name = connection.settings_dict["NAME"]
    assert template_database.noted(server, name) == {}
    template_database.note(server, name, {"schema": "it's"})
    assert template_database.noted(server, name) == {"schema": "it's"}
    server.execute(f"COMMENT ON DATABASE \"{name}\" IS 'words of an operator'")
    assert template_database.noted(server, name) == {}


@pytest.mark.django_db
def test_a_copy_has_the_extensions_that_we_need():
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT extname FROM pg_extension")
        found = {name for (name,) in cursor.fetchall()}
    assert set(template_database.EXTENSIONS) - found == set()


def test_the_address_names_the_database_that_was_asked_for(tmp_path):
    assert local_postgres.address(tmp_path)["NAME"] == "eciap"
    assert local_postgres.address(tmp_path, "other")["NAME"] == "other"
