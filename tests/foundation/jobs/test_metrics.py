"""Those who watch learn how many requests were answered, how long they took, and how the queue stands."""

import os
import socket
import subprocess
import sys
from datetime import timedelta
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.test import RequestFactory
from django.utils import timezone
from procrastinate import sql
from procrastinate.contrib.django.django_connector import DjangoConnector
from prometheus_client import REGISTRY, generate_latest

from eciap.foundation.jobs import queries
from eciap.foundation.jobs.management.commands.metrics import figures
from eciap.foundation.ui.middleware import count_requests
from tests.foundation.jobs import errands

ROOT = Path(__file__).resolve().parents[3]


def lines(text, *names):
    return [line for line in text.decode().splitlines() if line.startswith(names)]


def test_nothing_is_counted_where_nobody_watches(settings):
    settings.METRICS_PORT = 0
    with pytest.raises(MiddlewareNotUsed):
        count_requests(lambda request: None)
    with pytest.raises(CommandError, match="METRICS_PORT is not set"):
        call_command("metrics")


def test_an_answer_is_counted_by_its_route(settings, client):
    settings.METRICS_PORT = 9464
    labels = {"method": "GET", "route": "robots.txt", "status": "200"}
    before = REGISTRY.get_sample_value("eciap_requests_total", labels) or 0
    client.get("/robots.txt")
    client.get("/robots.txt")
    assert REGISTRY.get_sample_value("eciap_requests_total", labels) == before + 2
    assert REGISTRY.get_sample_value("eciap_request_seconds_count", {"route": "robots.txt"}) >= 2


def test_what_leads_nowhere_is_one_route(settings):
    settings.METRICS_PORT = 9464
    answer = RequestFactory().get("/x")
    count_requests(lambda request: type("Answer", (), {"status_code": 404})())(answer)
    assert REGISTRY.get_sample_value("eciap_requests_total", {"method": "GET", "route": "none", "status": "404"}) >= 1


@pytest.mark.django_db
def test_the_queue_is_told_as_it_stands():
    errands.note.enqueue("one")
    errands.note.using(queue_name="letters").enqueue("two")
    DjangoConnector().execute_query_one(sql.queries["register_worker"])
    told = lines(generate_latest(figures({})), "eciap_database", "eciap_jobs{", "eciap_workers")
    assert told == [
        "eciap_database_up 1.0",
        'eciap_jobs{queue="default",state="todo"} 1.0',
        'eciap_jobs{queue="letters",state="todo"} 1.0',
        "eciap_workers_alive 1.0",
    ]


@pytest.mark.django_db
def test_the_longest_wait_counts_from_when_a_job_was_due():
    errands.note.using(run_after=timezone.now() + timedelta(hours=1)).enqueue("later")
    assert queries.longest_wait() == []
    errands.note.enqueue("now")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_events SET at = now() - interval '1 minute'")
    [(queue, seconds)] = queries.longest_wait()
    assert (queue, 60 <= seconds < 90) == (("default",), True)


@pytest.mark.django_db
def test_a_database_that_is_away_is_said_to_be(monkeypatch):
    def away(*_args, **_kwargs):
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", away)
    monkeypatch.setattr(connection, "close", lambda: None)
    assert lines(generate_latest(figures({})), "eciap_") == ["eciap_database_up 0.0"]


@pytest.mark.django_db(transaction=True)
def test_the_program_answers_on_this_machine_until_it_is_asked_to_stop(tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    at = connection.settings_dict
    address = f"postgresql://{at['USER']}@/{at['NAME']}?host={at['HOST']}&port={at['PORT'] or 5432}"
    around = os.environ | {"METRICS_PORT": str(port), "DATABASE_URL": address, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "eciap.config.cli", "metrics"]
    program = subprocess.Popen(command, env=around | {"ECIAP_VAR": str(tmp_path)}, stdout=subprocess.PIPE, text=True)
    try:
        assert program.stdout.readline() == f"Figures are at http://127.0.0.1:{port}/metrics\n"
        asked = HTTPConnection("127.0.0.1", port, timeout=30)
        asked.request("GET", "/metrics")
        assert lines(asked.getresponse().read(), "eciap_database") == ["eciap_database_up 1.0"]
        program.terminate()
        assert program.wait(30) == 0
    finally:
        program.kill()
        program.stdout.close()
