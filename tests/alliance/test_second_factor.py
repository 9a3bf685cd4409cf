"""Whose role opens much must have a second factor before the desk and the workspace open; nobody else is asked."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.management import CommandError, call_command

from eciap.alliance import operations, rules
from eciap.alliance.enums import Role
from eciap.foundation.accounts import queries
from eciap.foundation.accounts.operations import remove_second_factors
from eciap.foundation.audit.models import Entry
from tests.alliance.factories import NOON, a_person, a_role, an_organisation

SET_UP = "/accounts/second-factor/"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_earnest(settings):
    settings.SECOND_FACTOR_REQUIRED = True


def with_app(person):
    TOTP.activate(person, generate_totp_secret())
    return person


def test_it_is_asked_of_the_secretariat_editors_and_administrators():
    asked = {
        "secretariat": a_person("secretary"),
        "editor": a_person("editor"),
        "member": a_person("member"),
        "nobody": a_person("nobody"),
        "staff": a_person("staff", is_staff=True),
        "root": a_person("root", is_superuser=True),
    }
    a_role(asked["secretariat"], Role.SECRETARIAT)
    a_role(asked["editor"], Role.EDITOR, organisation=an_organisation())
    a_role(asked["member"], Role.FOUNDING_MEMBER, organisation=an_organisation())
    needed = [name for name, person in asked.items() if rules.needs_second_factor(person)]
    assert needed == ["secretariat", "editor", "staff", "root"]
    assert [name for name, person in asked.items() if queries.lacks_second_factor(person)] == needed


def test_a_role_that_has_ended_asks_no_more():
    anna = a_person()
    operations.end_role(grant=a_role(anna), at=NOON, by=None)
    assert not queries.lacks_second_factor(anna)


@pytest.mark.parametrize("closed", ["/cms/", "/cms/api/main/pages/", "/admin/", "/log/"])
def test_what_asks_for_login_is_closed_without_it(client, closed):
    anna = a_person()
    a_role(anna)
    client.force_login(anna)
    assert client.get(closed)["Location"] == f"{SET_UP}?next={closed.replace('/', '%2F')}"
    assert client.post(closed)["Location"] == SET_UP
    with_app(anna)
    assert not client.get(closed).headers.get("Location", "").startswith(SET_UP)


@pytest.mark.parametrize("free", ["/members/", "/accounts/", "/accounts/2fa/webauthn/", "/accounts/sessions/"])
def test_the_public_pages_and_the_account_stay_open(client, free):
    anna = a_person()
    a_role(anna)
    client.force_login(anna)
    assert client.get(free).status_code == 200


def test_others_are_not_asked(client):
    client.force_login(a_person())
    assert client.get("/cms/").headers.get("Location") != f"{SET_UP}?next=%2Fcms%2F"


def test_the_page_says_why_and_leads_on_once_it_is_done(client):
    anna = a_person()
    a_role(anna)
    client.force_login(anna)
    page = client.get(f"{SET_UP}?next=/cms/").content.decode()
    assert [page.count(address) for address in ("/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/add/")] == [
        1,
        1,
    ]
    with_app(anna)
    assert client.get(f"{SET_UP}?next=/cms/")["Location"] == "/cms/"
    assert client.get(f"{SET_UP}?next=https://evil.example/")["Location"] == "/accounts/"


def test_who_takes_it_off_again_stands_before_the_door(client):
    anna = with_app(a_person())
    a_role(anna)
    client.force_login(anna)
    Authenticator.objects.all().delete()
    assert client.get("/cms/")["Location"] == f"{SET_UP}?next=%2Fcms%2F"


def test_where_it_is_not_required_nobody_is_led_away(client, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    anna = a_person()
    a_role(anna)
    client.force_login(anna)
    assert not client.get("/cms/").headers.get("Location", "").startswith(SET_UP)


def test_what_was_lost_is_taken_off_by_an_operator(capsys):
    anna = with_app(a_person())
    call_command("second_factor", "remove", "ANNA@example.org")
    assert capsys.readouterr().out == "1 removed; open sessions are ended.\n"
    assert not Authenticator.objects.exists()
    assert Entry.objects.filter(verb="accounts.second_factors.removed").values_list("record_id", "data").get() == (
        anna.pseudonym,
        {"removed": 1},
    )
    with pytest.raises(CommandError, match="Nobody signs in with bert@example.org."):
        call_command("second_factor", "remove", "bert@example.org")
    assert remove_second_factors(person=anna, by=None) == 0
