"""Where somebody is signed in, and signing out there from elsewhere: what was ended is gone at its next request."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.utils import timezone

from eciap.foundation.accounts import operations, queries
from eciap.foundation.accounts.display import device_named
from eciap.foundation.audit.models import Entry

SECRET = "correct horse battery"
LIST, OTHERS = "/accounts/sessions/", "/accounts/sessions/end-others/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1 Version/19.0 Mobile Safari/604.1"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_seen():
    caches["memory"].clear()


def browser(client, user_agent=FIREFOX):
    """A browser of its own in which Anna is signed in."""
    new = client.__class__(headers={"user-agent": user_agent})
    new.post("/accounts/login/", {"login": "anna@example.org", "password": SECRET})
    return new


def signed_in(client) -> bool:
    return client.get("/accounts/").status_code == 200


def session_of(client) -> UserSession:
    return UserSession.objects.get(session_key=client.session.session_key)


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (FIREFOX, "Firefox on Linux"),
        (IPHONE, "Safari on iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome on Android"),
        ("curl/8.0", "An unknown device"),
        ("Firefox/1", "Firefox"),
        ("", "An unknown device"),
    ],
)
def test_a_device_is_named_as_far_as_it_is_known(user_agent, name):
    assert device_named(user_agent) == name


def test_the_list_names_devices_and_the_one_that_is_here(client, anna):
    desk, phone = browser(client), browser(client, IPHONE)
    page = desk.get(LIST).content.decode()
    assert [page.count(words) for words in ("Firefox on Linux", "Safari on iPhone", "You are here.")] == [1, 2, 1]
    assert "On 2 devices or browsers" in phone.get("/accounts/").content.decode()


def test_one_session_is_ended_from_another(client, anna):
    desk, phone = browser(client), browser(client, IPHONE)
    ended = session_of(phone)
    assert desk.post(f"{LIST}{ended.pk}/end/")["Location"] == LIST
    assert (signed_in(desk), signed_in(phone)) == (True, False)
    assert not Session.objects.filter(session_key=ended.session_key).exists()
    assert list(Entry.objects.filter(verb="accounts.session.ended").values_list("pseudonym", "data")) == [
        (anna.pseudonym, {})
    ]
    assert desk.post(f"{LIST}{ended.pk}/end/").status_code == 404


def test_all_others_are_ended_at_once(client, anna):
    desk, *others = (browser(client) for _ in range(4))
    assert desk.post(OTHERS)["Location"] == LIST
    assert [signed_in(one) for one in (desk, *others)] == [True, False, False, False]
    desk.post(OTHERS)
    logged = Entry.objects.filter(verb="accounts.session.others_ended").values_list("data", flat=True)
    assert list(logged) == [{"sessions": 3}]
    assert "You are signed in nowhere else." in desk.get(LIST).content.decode()


def test_nobody_ends_the_session_of_somebody_else(client, anna, boss):
    desk = browser(client)
    client.force_login(boss)
    assert client.post(f"{LIST}{session_of(desk).pk}/end/").status_code == 404
    client.post(OTHERS)
    assert signed_in(desk)


@pytest.mark.parametrize("address", [OTHERS, f"{LIST}1/end/"])
def test_a_session_is_not_ended_by_following_a_link(client, anna, address):
    assert browser(client).get(address).status_code == 405


@pytest.mark.parametrize("operation", ["change_password", "close_account"])
def test_a_new_password_and_a_closed_account_end_all_sessions_at_once(client, anna, operation):
    browser(client), browser(client, IPHONE)
    more = {"password": "a wholly new secret"} if operation == "change_password" else {}
    getattr(operations, operation)(person=anna, by=anna, **more)
    assert (UserSession.objects.count(), Session.objects.count()) == (0, 0)


def test_who_came_in_by_another_door_is_listed_as_well(client, anna):
    client.force_login(anna)
    assert list(queries.sessions_of(anna, at=timezone.now())) == []
    assert "You are here." in client.get(LIST).content.decode()


def test_last_seen_is_noted_once_in_five_minutes(client, anna):
    desk = browser(client)
    desk.get(LIST)
    long_ago = timezone.now() - timedelta(days=2)
    UserSession.objects.update(last_seen_at=long_ago)
    desk.get(LIST)
    assert session_of(desk).last_seen_at == long_ago
    caches["memory"].clear()  # five minutes later
    desk.get(LIST)
    assert timezone.now() - session_of(desk).last_seen_at < timedelta(minutes=1)


def test_what_has_run_out_is_not_listed(client, anna):
    phone = browser(client, IPHONE)
    Session.objects.filter(session_key=phone.session.session_key).update(expire_date=timezone.now())
    page = browser(client).get(LIST).content.decode()
    assert "Safari on iPhone" not in page


def test_the_list_asks_as_little_for_thirty_as_for_one(client, anna, django_assert_num_queries):
    desk = browser(client)
    desk.get(LIST)
    with django_assert_num_queries(7):  # four of them for the menus
        desk.get(LIST)
    for number in range(29):
        key = f"{number:032}"
        Session.objects.create(session_key=key, expire_date=timezone.now() + timedelta(days=1))
        UserSession.objects.create(user=anna, session_key=key, ip="192.0.2.1", user_agent=FIREFOX)
    with django_assert_num_queries(7):  # four of them for the menus
        assert desk.get(LIST).content.decode().count("Sign out there<span") == 29


@pytest.mark.parametrize(
    "table", ["account/emailaddress", "account/emailconfirmation", "mfa/authenticator", "usersessions/usersession"]
)
def test_the_administration_shows_no_keys_and_no_sessions(client, boss, table):
    client.force_login(boss)
    assert client.get(f"/admin/{table}/").status_code == 404
