"""Attempts are counted together by all web workers, each with a memory of its own."""

import threading

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import caches
from django.db import connection, connections
from django.test import Client

from eciap.config.counters import ByPrefix
from tests.foundation.accounts.apps import code_of

LOGIN, STEP = "/accounts/login/", "/accounts/2fa/authenticate/"


@pytest.fixture
def counter(db) -> ByPrefix:
    caches["memory"].clear()
    yield caches["default"]
    caches["default"].clear()


def attempt(email="anna@example.org") -> str:
    page = Client().post(LOGIN, {"login": email, "password": "wrong"}).content.decode()
    return "too many" if "Too many failed attempts." in page else "wrong"


def in_another_worker(story):
    """Run a story in a thread with caches of its own and an empty memory; the database is the one that all share."""
    told = []

    def run():
        connections["default"] = shared
        caches["memory"].clear()
        told.append((caches["default"], story()))

    shared = connections["default"]
    shared.inc_thread_sharing()
    try:
        thread = threading.Thread(target=run)
        thread.start()
        thread.join()
    finally:
        shared.dec_thread_sharing()
    return told[0]


def test_the_sixth_attempt_is_refused_whichever_worker_it_reaches(anna, counter):
    answers = [in_another_worker(attempt) for _ in range(5)]
    assert [answer for _cache, answer in answers] == ["wrong"] * 5
    assert in_another_worker(attempt)[1] == "too many"
    assert in_another_worker(lambda: attempt("ANNA@example.org"))[1] == "too many"
    assert in_another_worker(lambda: attempt("bert@example.org"))[1] == "wrong"
    assert len({id(cache) for cache in [counter, *(cache for cache, _answer in answers)]}) == 6


def test_the_sixth_code_is_refused_whichever_worker_it_reaches_and_whoever_signs_in_anew(anna, counter):
    secret = generate_totp_secret()
    TOTP.activate(anna, secret)

    def give(code="000000") -> str:
        client = Client()
        client.post(LOGIN, {"login": "anna@example.org", "password": "correct horse battery"})
        answer = client.post(STEP, {"code": code})
        return "too many" if "Too many failed attempts." in answer.content.decode() else str(answer.status_code)

    answers = [in_another_worker(give)[1] for _ in range(5)]
    assert answers == ["200"] * 5
    assert in_another_worker(give)[1] == "too many"
    assert in_another_worker(lambda: give(code_of(secret)))[1] == "too many"


def test_passkeys_are_asked_for_ten_times_a_minute_from_one_place(client, counter):
    def ask() -> int:
        return client.post("/accounts/2fa/webauthn/login/", {"credential": "{}"}).status_code

    assert [in_another_worker(ask)[1] for _ in range(11)] == [302] * 10 + [429]


def test_even_the_right_password_waits_after_too_many_wrong_ones(anna, counter):
    for _ in range(5):
        attempt()
    client = Client()
    client.post(LOGIN, {"login": "anna@example.org", "password": "correct horse battery"})
    assert "_auth_user_id" not in client.session


def test_who_tries_everything_from_one_place_gets_a_page_that_says_so(client, counter):
    answers = {client.post(LOGIN, {"login": f"{n}@example.org", "password": "wrong"}).status_code for n in range(30)}
    refused = client.post(LOGIN, {"login": "x@example.org", "password": "wrong"})
    assert (answers, refused.status_code) == ({200}, 429)
    assert "That was too many tries" in refused.content.decode()


def test_what_allauth_counts_goes_to_the_database_and_the_rest_stays_in_memory(counter, django_assert_num_queries):
    with django_assert_num_queries(0):
        counter.set("portal", "quick")
        assert counter.get("portal") == "quick"
    counter.set("allauth:rl", [1])
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM accounts_limits")
        assert cursor.fetchall() == [(":1:allauth:rl",)]
    assert caches["memory"].get("allauth:rl") is None


def test_a_code_is_used_once_by_all_workers_together(counter):
    key = "allauth.mfa.totp.used?user=1&code=123456"
    assert [counter.add(key, "y"), counter.add(key, "y")] == [True, False]
    assert caches["limits"].get(key) == "y"


@pytest.mark.parametrize("key", ["portal", "allauth:rl"])
def test_both_caches_answer_to_the_same_calls(counter, key):
    assert counter.get(key, "nothing") == "nothing"
    counter.set(key, 1)
    assert counter.incr(key) == 2
    assert counter.touch(key, 60)
    assert counter.has_key(key)
    assert key in counter
    assert counter.delete(key)
    counter.set_many({key: 3})
    assert counter.get_many([key]) == {key: 3}
    counter.clear()
    assert counter.get(key) is None
