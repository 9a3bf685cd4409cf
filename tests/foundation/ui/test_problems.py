"""Problem pages: what happened, what was kept, what to do next, a reference to quote."""

import logging

import pytest
from django.test import Client

pytestmark = pytest.mark.urls("tests.foundation.ui.urls")


@pytest.mark.parametrize(
    ("path", "status", "title"),
    [
        ("/nowhere/", 404, "There is no page here"),
        ("/trouble/forbidden/", 403, "This page is not open to you"),
        ("/trouble/bad/", 400, "We could not read this request"),
        ("/trouble/many/", 429, "That was too many tries"),
    ],
)
def test_a_problem_says_what_to_do_next(client, path, status, title, caplog):
    caplog.set_level(logging.INFO, "eciap")
    answer = client.get(path)
    page = answer.content.decode()
    assert answer.status_code == status
    assert f"<h1>{title}</h1>" in page
    for part in ("What happened", "What was kept", "What to do next", "Reference"):
        assert part in page
    reference = page.split("<code>")[1].split("</code>")[0]
    assert reference.startswith(f"{status}-")
    assert reference in caplog.text


def test_the_page_of_a_broken_server_needs_neither_database_nor_context(caplog):
    answer = Client(raise_request_exception=False).get("/trouble/broken/")
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "<h1>Something broke on our side</h1>" in page
    assert page.split("<code>")[1].split("</code>")[0] in caplog.text


def test_a_form_that_was_open_for_too_long_is_told_kindly():
    answer = Client(enforce_csrf_checks=True).post("/actions/", {"a": "b"})
    assert answer.status_code == 403
    assert "We could not be sure that this came from you" in answer.content.decode()


def test_a_problem_page_is_not_for_search_engines(client):
    assert '<meta name="robots" content="noindex">' in client.get("/nowhere/").content.decode()


@pytest.mark.urls("tests.foundation.ui.plain_urls")
def test_handlers_that_bring_no_problem_show_the_same_page(client):
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert "<h1>There is no page here</h1>" in answer.content.decode()


@pytest.mark.parametrize("path", ["/", "/api/v1/themes", "/nowhere/"])
def test_a_host_that_is_not_ours_gets_one_line(path):
    answer = Client(raise_request_exception=False).get(path, headers={"host": "evil.example"})
    assert (answer.status_code, answer["Content-Type"]) == (400, "text/plain")
    assert answer.content == b"This platform is not known under that name."
