"""Codes of an app, recovery codes and the list of passkeys; passkeys themselves are a journey in a real browser."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import caches

from eciap.foundation.accounts import queries
from eciap.foundation.audit.models import Entry
from tests.foundation.accounts.apps import code_of

SECRET = "correct horse battery"
LOGIN, STEP = "/accounts/login/", "/accounts/2fa/authenticate/"
APP, CODES, PASSKEYS = "/accounts/2fa/totp/activate/", "/accounts/2fa/recovery-codes/", "/accounts/2fa/webauthn/"
FORGED = ("[]", "{}", "7", '{"id": "x", "response": {}}', '{"id": "x", "rawId": "x", "response": {"userHandle": 7}}')
pytestmark = pytest.mark.django_db


@pytest.fixture
def app(anna) -> str:
    """The key that Anna's app holds."""
    secret = generate_totp_secret()
    TOTP.activate(anna, secret)
    RecoveryCodes.activate(anna)
    return secret


def sign_in(client):
    return client.post(LOGIN, {"login": "anna@example.org", "password": SECRET})


def who(client):
    return client.session.get("_auth_user_id")


def text(response):
    return re.sub(r"\s+", " ", response.content.decode())


def verbs():
    return list(Entry.objects.order_by("id").values_list("verb", flat=True))


def passkey(person, name="My telephone", **more):
    data = {"name": name, "credential": {"clientExtensionResults": {"credProps": {"rk": True}}}}
    return Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data=data, **more)


@pytest.mark.django_db(transaction=True)  # allauth writes and logs when the transaction is done
def test_an_app_is_set_up_and_recovery_codes_are_shown_once(client, anna, mailoutbox):
    sign_in(client)
    asked = client.get(APP)
    assert asked["Location"] == f"/accounts/reauthenticate/?next={APP.replace('/', '%2F')}"
    client.post(asked["Location"], {"password": SECRET})
    secret = re.search(r'code-key">(\w+)<', text(client.get(APP)))[1]
    assert "The code is not right." in text(client.post(APP, {"code": "000000"}))
    done = client.post(APP, {"code": code_of(secret)})

    assert done["Location"] == CODES
    first = client.get(CODES)
    shown = re.findall(r"<li><code>(\d{8})</code></li>", text(first))
    assert shown == Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    assert f"data:text/plain;charset=utf-8,{'%0A'.join(shown)}%0A" in text(first)
    assert "no-store" in first["Cache-Control"]

    again = text(client.get(CODES))
    assert [code for code in shown if code in again] == []
    assert "10 codes are left." in again
    assert client.get(f"{CODES}download/").status_code == 403
    assert queries.ways_in(anna) == queries.WaysIn(password=True, passkeys=0, app=True, recovery_codes=10)
    assert [mail.subject for mail in mailoutbox] == ["An app was set up for your account"]
    assert sorted(verbs()[-2:]) == ["accounts.app.added", "accounts.recovery_codes.added"]


def test_the_password_alone_no_longer_opens_the_door(client, anna, app):
    assert (sign_in(client)["Location"], who(client)) == (STEP, None)
    assert client.get("/accounts/")["Location"] == "/accounts/login/?next=/accounts/"
    refused = client.post(STEP, {"code": "000000"})
    assert "The code is not right." in text(refused)
    assert who(client) is None
    assert client.post(STEP, {"code": code_of(app)})["Location"] == "/"
    assert who(client) == str(anna.pk)
    assert verbs()[-2:] == ["accounts.app.refused", "accounts.person.signed_in"]


def test_a_code_of_the_app_is_used_once(client, anna, app):
    sign_in(client)
    code = code_of(app)
    client.post(STEP, {"code": code})
    thief = client.__class__()
    sign_in(thief)
    assert thief.post(STEP, {"code": code}).status_code == 200
    assert who(thief) is None


@pytest.mark.parametrize("moment", [0, 2])
def test_a_clock_may_be_half_a_minute_off(client, anna, app, moment):
    sign_in(client)
    client.post(STEP, {"code": code_of(app, moment=moment)})
    assert who(client) == str(anna.pk)


def test_a_recovery_code_opens_the_door_once(client, anna, app):
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[3]
    for attempt, outcome in ((client, str(anna.pk)), (client.__class__(), None)):
        sign_in(attempt)
        attempt.post(STEP, {"code": code})
        assert who(attempt) == outcome
    assert queries.ways_in(anna).recovery_codes == 9


def test_the_step_leads_back_to_where_one_wanted_to_go(client, anna, app):
    client.post(LOGIN, {"login": "anna@example.org", "password": SECRET, "next": "/accounts/email/"})
    assert client.post(STEP, {"code": code_of(app)})["Location"] == "/accounts/email/"


def test_nobody_steps_in_who_gave_no_password(client, app):
    assert client.get(STEP)["Location"] == LOGIN
    assert client.post(STEP, {"code": code_of(app)})["Location"] == LOGIN


def test_without_the_app_the_recovery_codes_go_as_well(client, anna, app, mailoutbox):
    sign_in(client)
    client.post(STEP, {"code": code_of(app)})
    asked = client.post("/accounts/2fa/totp/deactivate/")
    assert "Give a code" in text(client.get(asked["Location"]))
    client.post(asked["Location"], {"password": SECRET})

    client.post("/accounts/2fa/totp/deactivate/")
    assert queries.ways_in(anna) == queries.WaysIn(password=True, passkeys=0, app=False, recovery_codes=None)
    assert "The app was taken off your account" in [mail.subject for mail in mailoutbox]
    assert verbs()[-2:] == ["accounts.app.removed", "accounts.recovery_codes.removed"]


@pytest.mark.django_db(transaction=True)
def test_new_recovery_codes_take_the_place_of_the_old(client, anna, app):
    old = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    sign_in(client)
    client.post(STEP, {"code": code_of(app)})
    asked = client.get(f"{CODES}generate/")
    client.post(asked["Location"], {"password": SECRET})
    assert "The codes that you have now hold no more." in text(client.get(f"{CODES}generate/"))
    client.post(f"{CODES}generate/")
    new = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    assert set(old).isdisjoint(new)
    assert verbs()[-1] == "accounts.recovery_codes.renewed"


def test_passkeys_are_listed_renamed_and_removed_by_their_owner_alone(client, anna, boss):
    mine, other = passkey(anna), passkey(boss, "Not mine")
    client.force_login(anna)
    listed = text(client.get(PASSKEYS))
    assert ("My telephone" in listed, "Not mine" in listed) == (True, False)
    sign_in(anna_again := client.__class__())
    assert who(anna_again) is None

    asked = client.get(f"{PASSKEYS}keys/{mine.pk}/edit/")
    caches["limits"].clear()
    client.post(asked["Location"], {"password": SECRET})
    assert 'value="My telephone"' in text(client.get(f"{PASSKEYS}keys/{mine.pk}/edit/"))
    client.post(f"{PASSKEYS}keys/{mine.pk}/edit/", {"name": "The blue one"})
    assert "The blue one" in text(client.get(f"{PASSKEYS}keys/{mine.pk}/remove/"))
    assert client.post(f"{PASSKEYS}keys/{other.pk}/remove/").status_code == 404
    client.post(f"{PASSKEYS}keys/{mine.pk}/remove/")
    assert list(Authenticator.objects.values_list("user", flat=True)) == [boss.pk]
    assert "No passkey yet." in text(client.get(PASSKEYS))


def test_the_list_of_passkeys_asks_as_little_for_thirty_as_for_one(client, anna, django_assert_num_queries):
    passkey(anna)
    client.force_login(anna)
    client.get(PASSKEYS)
    with django_assert_num_queries(7):  # four of them for the menus
        client.get(PASSKEYS)
    for number in range(29):
        passkey(anna, f"Passkey {number}")
    with django_assert_num_queries(7):  # four of them for the menus
        client.get(PASSKEYS)


def test_the_account_says_how_one_signs_in(client, anna, app):
    client.force_login(anna)
    page = text(client.get("/accounts/"))
    assert "You have 0 passkeys." in page
    assert "10 codes are left." in page
    assert queries.ways_in(anna).has_second_factor


@pytest.mark.parametrize("forged", FORGED)
def test_a_passkey_is_named_before_it_is_made(client, anna, forged):
    sign_in(client)
    asked = client.get(f"{PASSKEYS}add/")
    client.post(asked["Location"], {"password": SECRET})
    page = text(client.get(f"{PASSKEYS}add/"))
    assert re.search(r'<input[^>]*name="name"[^>]*>', page)[0].count('value="Passkey"') == 1
    assert '<p class="notice" data-without-scripts>Passkeys need JavaScript, and it does not run here.' in page
    forged = client.post(f"{PASSKEYS}add/", {"name": "x", "credential": forged})
    assert forged.status_code == 200
    assert not Authenticator.objects.exists()


def test_a_second_passkey_gets_a_name_of_its_own(client, anna):
    from eciap.foundation.accounts.adapters import SecondFactorAdapter

    passkey(anna)
    name = SecondFactorAdapter().generate_authenticator_name(anna, Authenticator.Type.WEBAUTHN)
    assert name == "Passkey 2"


@pytest.mark.parametrize("forged", FORGED)
def test_a_forged_passkey_lets_nobody_in(client, anna, forged):
    passkey(anna)
    options = client.get(f"{PASSKEYS}login/", headers={"accept": "application/json"}).json()
    assert options["request_options"]["publicKey"]["rpId"] == "testserver"
    refused = client.post(f"{PASSKEYS}login/", {"credential": forged})
    assert (refused["Location"], who(client)) == (LOGIN, None)


def test_nobody_signs_up_with_a_passkey_before_the_address_is_confirmed(client, mailoutbox):
    signed = client.post("/accounts/signup/passkey/", {"name": "Nora", "email": "nora@example.org"})
    assert signed["Location"] == "/accounts/confirm-email/"
    assert client.get(f"{PASSKEYS}signup/")["Location"] in {"/accounts/signup/", "/accounts/confirm-email/"}
    code = re.search(r"^[A-Z0-9-]{5,}$", mailoutbox[0].body, re.MULTILINE)[0]
    confirmed = client.post("/accounts/confirm-email/", {"code": code})
    assert (confirmed["Location"], who(client)) == (f"{PASSKEYS}signup/", None)
    page = text(client.get(f"{PASSKEYS}signup/"))
    assert "Make your passkey" in page
    assert "nora@example.org" in page  # the name under which the device keeps it
