"""What machines are told: whether the process answers, and whether it can work."""

import pytest
from django.db import OperationalError, connection
from procrastinate import sql
from procrastinate.contrib.django.django_connector import DjangoConnector

from eciap.foundation.jobs import views


@pytest.fixture(autouse=True)
def _forget_migrations():
    views._look_for_migrations.cache_clear()
    yield
    views._look_for_migrations.cache_clear()


@pytest.fixture
def worker(db):
    DjangoConnector().execute_query_one(sql.queries["register_worker"])


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_process_that_lives_says_so_without_asking_the_database(client, language):
    answer = client.get("/healthz", headers={"accept-language": language})
    assert (answer.status_code, answer.content, answer["Content-Type"]) == (200, b"ok\n", "text/plain; charset=utf-8")
    assert "no-store" in answer["Cache-Control"]
    assert answer.cookies == {}


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_there_is_nothing_to_post(client, address):
    assert client.post(address).status_code == 405


def test_all_is_ready(client, worker):
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"database": True, "migrations": True, "worker": True})
    assert answer.cookies == {}


@pytest.mark.django_db
def test_without_a_worker_nothing_is_ready(client):
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"database": True, "migrations": True, "worker": False})


def test_code_that_is_ahead_of_the_database_is_not_ready(client, worker):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'jobs'")
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"database": True, "migrations": False, "worker": True})


def test_migrations_are_looked_for_until_they_are_there(client, worker, django_assert_num_queries):
    client.get("/readyz")
    with django_assert_num_queries(1):
        client.get("/readyz")


def test_without_a_database_the_process_still_answers(client, worker, monkeypatch):
    def refuse():
        raise OperationalError

    with monkeypatch.context() as patch:
        patch.setattr(connection, "ensure_connection", refuse)
        ready, alive = client.get("/readyz"), client.get("/healthz")

    assert (ready.status_code, ready.json()) == (503, {"database": False, "migrations": False, "worker": False})
    assert alive.status_code == 200


@pytest.mark.parametrize(("address", "status"), [("/healthz", 200), ("/readyz", 200), ("/accounts/login/", 301)])
def test_machines_may_ask_without_tls(client, worker, settings, address, status):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get(address).status_code == status


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_a_probe_asks_by_number_and_in_the_clear(client, settings, worker, address):
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = ["policy.example.org"], True
    answer = client.get(address, headers={"host": "10.0.0.7:8000"})
    assert (answer.status_code, len(answer["X-Request-ID"])) == (200, 16)
