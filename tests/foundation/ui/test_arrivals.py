"""Every request has a time and a reference: the log, the answer and the problem page say the same one."""

import logging
import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.http import HttpRequest, HttpResponse

from eciap.foundation.accounts.models import Person
from eciap.foundation.ui import arrivals
from eciap.foundation.ui.middleware import stamp_arrivals
from tests.foundation.ui import desk

NOON = datetime(2014, 6, 1, 12, tzinfo=UTC)
GIVEN = "4bf92f3577b34da6"


def served(headers=()):
    """Let a request through the door; return what was seen inside, and the answer."""
    seen = {}

    def view(request):
        seen.update(at=arrivals.received_at(request), reference=arrivals.reference())
        return HttpResponse("ok")

    request = HttpRequest()
    request.META.update(headers)
    answer = stamp_arrivals(view)(request)
    return seen, answer


def test_a_request_is_stamped_when_it_arrives():
    with time_machine.travel(NOON, tick=False):
        seen, answer = served()
    assert seen["at"] == NOON
    assert re.fullmatch(r"[0-9a-f]{16}", seen["reference"])
    assert answer["X-Request-ID"] == seen["reference"]
    assert arrivals.reference() == "-"


@pytest.mark.parametrize(
    ("proxies", "given", "taken"),
    [(1, GIVEN, True), (0, GIVEN, False), (1, "short", False), (1, "a line\nforged in the log", False)],
)
def test_a_trusted_proxy_may_have_named_the_request(settings, proxies, given, taken):
    settings.TRUSTED_PROXIES = proxies
    seen, _answer = served({"HTTP_X_REQUEST_ID": given})
    assert (seen["reference"] == given) is taken


def test_a_line_of_the_log_says_what_was_served():
    line = logging.LogRecord("eciap", logging.INFO, __file__, 1, "said", (), None)
    with arrivals.named("job-7"):
        assert arrivals.WithReference().filter(line) is True
    assert line.reference == "job-7"


def test_a_problem_page_quotes_the_reference_of_the_answer(client, caplog):
    answer = client.get("/nowhere/at-all/")
    quoted = f"404-{answer['X-Request-ID']}"
    assert quoted in answer.content.decode()
    assert f"Problem {quoted} at /nowhere/at-all/" in [line.getMessage() for line in caplog.records]


@pytest.mark.django_db
@pytest.mark.urls("tests.foundation.ui.desk_urls")
def test_an_operation_is_told_when_the_request_arrived(client, monkeypatch):
    told = []

    def add(*, by, at, name, reason):
        told.append(at)
        return Group.objects.create(name=name)

    monkeypatch.setattr(desk.GroupViewSet, "create_with", staticmethod(add))
    client.force_login(Person.objects.create_superuser("editor@example.org"))
    with time_machine.travel(NOON, tick=False):
        client.post("/cms/toys/add/", {"name": "writers", "reason": "news"})
    assert told == [NOON]
