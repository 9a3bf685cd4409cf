"""The demonstration: a click makes the visitor somebody, and it exists in demo mode only."""

import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import NoReverseMatch, reverse

from eciap.alliance.models import RoleGrant
from eciap.foundation.accounts.models import Person
from eciap.foundation.audit.models import Entry
from eciap.foundation.jobs.models import Letter
from eciap.foundation.jobs.operations import post_message
from eciap.portal.operations import demo
from tests.architecture.routes import routes

AT = datetime(2014, 6, 30, tzinfo=UTC)
in_demo_mode = pytest.mark.urls("tests.portal.demo_urls")
SHOW_ROUTES = """
import django; django.setup()
from tests.architecture.routes import routes
print(sorted(route.pattern for route in routes() if route.module.endswith(".demo")))
"""


def grants():
    rows = RoleGrant.objects.order_by("role").values_list("person__email", "role", "organisation__slug", "action__slug")
    return list(rows)


@pytest.mark.django_db
def test_every_part_can_be_played(small_alliance):
    people = [demo.step_into(key=part.key, at=AT) for part in demo.PARTS]

    assert [person.has_usable_password() for person in people] == [False] * 5
    assert grants() == [
        ("coordinator@demo.example", "action_coordinator", None, "pilot"),
        ("editor@demo.example", "editor", None, None),
        ("entrepreneur@demo.example", "entrepreneur", None, None),
        ("member@demo.example", "founding_member", "agency", None),
        ("secretariat@demo.example", "secretariat", None, None),
    ]
    desks = [list(person.groups.values_list("name", flat=True)) for person in people]
    assert desks == [["Secretariat"], ["Editors"], [], [], []]


@pytest.mark.django_db
def test_who_was_there_before_is_found_again(small_alliance):
    first = demo.step_into(key="member", at=AT)
    assert demo.step_into(key="member", at=AT) == first
    assert (Person.objects.count(), RoleGrant.objects.count()) == (1, 1)
    entered = Entry.objects.filter(verb="portal.demo.entered").order_by("id").values_list("pseudonym", "data")
    assert list(entered) == [(first.pseudonym, {"part": "member"})] * 2


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["member", "coordinator"])
def test_without_content_there_is_nothing_to_play_for(key):
    with pytest.raises(demo.NothingToPlayFor):
        demo.step_into(key=key, at=AT)
    assert Person.objects.count() == 0


@pytest.mark.django_db
def test_there_are_no_other_parts():
    with pytest.raises(demo.NoSuchPart):
        demo.step_into(key="boss", at=AT)


@in_demo_mode
@pytest.mark.django_db
def test_one_click_makes_the_visitor_an_editor(client, small_alliance):
    room = client.get("/demo/").content.decode()
    assert room.count('<form method="post" action="/demo/roles/') == 5

    entered = client.post("/demo/roles/editor/")
    assert entered["Location"] == "/cms/"
    assert client.get("/cms/").status_code == 200
    room = client.get("/demo/").content.decode()
    assert (room.count("This is you at present."), room.count('action="/demo/roles/')) == (1, 4)


@in_demo_mode
@pytest.mark.django_db
def test_a_member_has_no_desk_and_stays_in_the_room(client, small_alliance):
    client.post("/demo/roles/editor/")
    before = client.session.session_key
    assert client.post("/demo/roles/member/")["Location"] == "/demo/"
    assert client.session["_auth_user_id"] == str(Person.objects.get(email="member@demo.example").pk)
    assert client.session.session_key != before


@in_demo_mode
@pytest.mark.django_db
def test_the_secretariat_alone_may_look_at_what_is_for_staff(client, small_alliance):
    for part in ("secretariat", "editor", "member"):
        client.post(f"/demo/roles/{part}/")
    assert list(Person.objects.filter(is_staff=True).values_list("email", flat=True)) == ["secretariat@demo.example"]


@in_demo_mode
@pytest.mark.django_db
def test_a_click_is_a_post_from_our_own_page(client, small_alliance):
    assert client.get("/demo/roles/editor/").status_code == 405
    assert Client(enforce_csrf_checks=True).post("/demo/roles/editor/").status_code == 403
    assert client.post("/demo/roles/boss/").status_code == 404
    assert Person.objects.count() == 0


@in_demo_mode
@pytest.mark.django_db
def test_without_content_the_room_says_what_to_do(client):
    page = client.post("/demo/roles/member/", follow=True).content.decode()
    assert "The content has nothing to play this role for." in page


@in_demo_mode
@pytest.mark.django_db
def test_letters_are_listed_and_read(client):
    assert "No letter yet." in client.get("/demo/").content.decode()
    body = "Follow http://testserver/accounts/x/ <script>alert(1)</script>"
    post_message(message=EmailMessage("A <b>", body, "a@b.org", ["c@d.org"]))

    [key] = [
        line.split('"')[1]
        for line in client.get("/demo/").content.decode().split("href=")[1:]
        if "letters/" in line[:20]
    ]
    page = client.get(key).content.decode()
    assert '<a href="http://testserver/accounts/x/" rel="nofollow">' in page
    assert ("<script>alert" in page, "A &lt;b&gt;" in page) == (False, True)
    assert client.get(f"/demo/letters/{Letter.objects.get().pk + 1}/").status_code == 404


def test_the_demonstration_is_not_routed_here():
    assert [route for route in routes() if route.module.endswith(".demo")] == []
    with pytest.raises(NoReverseMatch):
        reverse("demo:room")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/demo/", "/demo/roles/secretariat/", "/fr/demo/"])
def test_nobody_becomes_the_secretariat_here(client, address):
    assert client.get(address).status_code == 404
    client.post(address)
    assert ("_auth_user_id" in client.session, Person.objects.count()) == (False, 0)


@pytest.mark.parametrize(("mode", "found"), [("production", 0), ("demo", 3)])
def test_it_is_routed_in_demo_mode_and_in_no_other(mode, found, tmp_path):
    environment = {
        **os.environ,
        "ECIAP_MODE": mode,
        "ECIAP_VAR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "eciap.config.settings",
        "SECRET_KEY": "x" * 60,
        "ALLOWED_HOSTS": "example.org",
        "DATABASE_URL": "postgresql://nobody@localhost/none",
        "MAIL_URL": "smtp://localhost",
    }
    told = subprocess.run(
        [sys.executable, "-c", SHOW_ROUTES], env=environment, capture_output=True, text=True, check=True
    )
    assert told.stdout.count("demo/") == found
