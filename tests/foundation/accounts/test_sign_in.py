"""Coming in and going out: the one door, and what somebody hostile would try at it."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.core.cache import caches

from eciap.foundation.accounts import operations
from eciap.foundation.accounts.models import Person
from eciap.foundation.audit.models import Entry

SECRET = "correct horse battery"
LOGIN = "/accounts/login/"
CONFIRM = "/accounts/confirm-email/"
pytestmark = pytest.mark.django_db


def sign_in(client, email="anna@example.org", password=SECRET, **more):
    return client.post(LOGIN, {"login": email, "password": password, **more})


def who(client):
    return client.session.get("_auth_user_id")


def links(mail):
    return re.findall(r"http://testserver(\S+)", mail.body)


def code(mail):
    return re.search(r"^[A-Z0-9-]{5,}$", mail.body, re.MULTILINE)[0]


def sign_up(client, email="new@example.org", **more):
    data = {"name": "New", "email": email, "password1": SECRET, "password2": SECRET, **more}
    return client.post("/accounts/signup/", data)


def move_to(client, email):
    """Ask for another address, and give the password once more when asked for it."""
    asked = client.post("/accounts/email/", {"email": email, "action_add": ""})
    return client.post(asked["Location"], {"password": SECRET})


@pytest.mark.parametrize("email", ["anna@example.org", "Anna@Example.ORG", " ANNA@EXAMPLE.ORG "])
def test_a_person_comes_in_with_any_case_of_the_address(client, anna, email):
    response = sign_in(client, email)
    assert (response.status_code, response["Location"], who(client)) == (302, "/", str(anna.pk))
    assert Entry.objects.filter(verb="accounts.person.signed_in", pseudonym=anna.pseudonym).count() == 1


def test_a_wrong_password_and_an_unknown_address_sound_the_same(client, anna):
    wrong = sign_in(client, password="wrong")
    unknown = sign_in(client, email="nobody@example.org")
    said = [re.findall(r"<li>([^<]+)</li>", response.content.decode()) for response in (wrong, unknown)]
    assert said == [["The e-mail address or the password is not right."]] * 2
    assert who(client) is None


def test_who_comes_from_inside_goes_back_there(client, anna):
    response = client.get("/accounts/password/change/")
    assert response["Location"] == "/accounts/login/?next=/accounts/password/change/"
    assert 'name="next" value="/accounts/password/change/"' in client.get(response["Location"]).content.decode()
    assert sign_in(client, next="/accounts/password/change/")["Location"] == "/accounts/password/change/"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "http:evil.example"],
)
def test_nobody_is_sent_elsewhere(client, anna, elsewhere):
    assert sign_in(client, next=elsewhere)["Location"] == "/"
    assert client.post("/accounts/logout/", {"next": elsewhere})["Location"] == "/"


def test_a_session_known_before_is_worth_nothing_after(client, anna):
    client.get(LOGIN)
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted

    sign_in(client)

    assert client.cookies["sessionid"].value != planted
    assert not Session.objects.filter(session_key=planted).exists()


def test_a_closed_account_cannot_come_in(client, anna):
    operations.close_account(person=anna, by=anna)
    response = sign_in(client)
    assert (response["Location"], who(client)) == ("/accounts/inactive/", None)
    assert client.get(response["Location"]).status_code == 200


def test_closing_an_account_ends_its_open_sessions(client, anna):
    sign_in(client)
    assert client.get("/accounts/").status_code == 200
    operations.close_account(person=anna, by=anna)
    assert client.get("/accounts/")["Location"] == "/accounts/login/?next=/accounts/"


def test_going_out_takes_a_post(client, anna):
    sign_in(client)
    assert client.get("/accounts/logout/").status_code == 200
    assert who(client) == str(anna.pk)
    client.post("/accounts/logout/")
    assert who(client) is None


def test_a_form_from_elsewhere_is_refused(anna):
    from django.test import Client

    assert sign_in(Client(enforce_csrf_checks=True)).status_code == 403


def test_signing_up_takes_the_code_of_the_letter(client, mailoutbox):
    response = sign_up(client)
    assert (response["Location"], who(client)) == ("/accounts/confirm-email/", None)
    assert "new@example.org" in client.get(response["Location"]).content.decode()
    assert [(mail.subject, mail.to) for mail in mailoutbox] == [("Is this address yours?", ["new@example.org"])]

    refused = client.post(CONFIRM, {"code": "not it"}).content.decode()
    assert "The code is not right." in refused
    assert not EmailAddress.objects.get().verified
    client.post(CONFIRM, {"code": code(mailoutbox[0])})

    new = Person.objects.get()
    assert (new.email, new.name, EmailAddress.objects.get().verified) == ("new@example.org", "New", True)
    assert who(client) == str(new.pk)
    verbs = list(Entry.objects.order_by("id").values_list("verb", flat=True))
    assert verbs == ["accounts.person.signed_up", "accounts.address.confirmed", "accounts.person.signed_in"]


def test_the_code_is_worth_nothing_in_another_browser(client, mailoutbox):
    sign_up(client)
    elsewhere = client.__class__()
    assert elsewhere.post(CONFIRM, {"code": code(mailoutbox[0])})["Location"] == LOGIN
    assert not EmailAddress.objects.get().verified
    assert who(elsewhere) is None


def test_three_wrong_codes_end_it(client, mailoutbox):
    sign_up(client)
    answers = [client.post(CONFIRM, {"code": "not it"}).status_code for _ in range(3)]
    assert answers == [200, 200, 302]
    assert client.post(CONFIRM, {"code": code(mailoutbox[0])})["Location"] == LOGIN
    assert not EmailAddress.objects.get().verified


def test_another_code_can_be_asked_for_and_takes_the_place_of_the_first(client, mailoutbox):
    sign_up(client)
    caches["limits"].clear()  # ten seconds later
    client.post(CONFIRM, {"action": "resend"})
    first, second = map(code, mailoutbox)
    assert client.post(CONFIRM, {"code": first}).status_code == 200
    assert client.post(CONFIRM, {"code": second}).status_code == 302
    assert EmailAddress.objects.get().verified


@pytest.mark.parametrize("email", ["anna@example.org", "ANNA@example.org"])
def test_a_second_sign_up_looks_like_a_first_one(client, anna, mailoutbox, email):
    taken = sign_up(client, email)
    free = sign_up(client.__class__(), "free@example.org")

    assert (taken.status_code, taken["Location"]) == (free.status_code, free["Location"])
    assert [(mail.to[0], mail.subject) for mail in mailoutbox] == [
        ("anna@example.org", "You have an account already"),
        ("free@example.org", "Is this address yours?"),
    ]
    assert Person.objects.filter(email="anna@example.org").count() == 1


def test_a_weak_password_is_refused_beside_its_field(client):
    page = sign_up(client, password1="password12", password2="password12").content.decode()
    assert '<a href="#id_password1">Password: This password is too common.</a>' in page
    assert 'id="id_password1_error"' in page
    assert re.search(r'<input[^>]*id="id_password1"[^>]*>', page)[0].count('aria-invalid="true"') == 1
    assert not Person.objects.exists()


def test_a_password_is_reset_by_letter(client, anna, mailoutbox):
    client.post("/accounts/password/reset/", {"email": "ANNA@example.org"})
    [link] = links(mailoutbox[0])
    form = client.get(link)["Location"]
    client.post(form, {"password1": "a wholly new secret", "password2": "a wholly new secret"})

    anna.refresh_from_db()
    assert anna.check_password("a wholly new secret")
    assert [mail.subject for mail in mailoutbox] == ["A new password", "Your password was changed"]
    assert client.get(link).content.decode().count("This link is too old, or it was used before.") == 1


def test_asking_for_a_reset_does_not_say_who_has_an_account(client, anna, mailoutbox):
    answers = [client.post("/accounts/password/reset/", {"email": e}) for e in ("anna@example.org", "no@example.org")]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, "/accounts/password/reset/done/")}
    assert [mail.subject for mail in mailoutbox] == ["A new password", "There is no account with this address"]


def test_a_closed_account_gets_no_letter_to_reset(client, anna, mailoutbox):
    operations.close_account(person=anna, by=anna)
    client.post("/accounts/password/reset/", {"email": "anna@example.org"})
    assert [mail.subject for mail in mailoutbox] == ["There is no account with this address"]


def test_changing_the_password_ends_every_other_session(client, anna, mailoutbox):
    elsewhere = client.__class__()
    for browser in (client, elsewhere):
        sign_in(browser)
    new = {"password1": "a wholly new secret", "password2": "a wholly new secret"}
    client.post("/accounts/password/change/", {"oldpassword": SECRET, **new})

    assert client.get("/accounts/").status_code == 200
    assert elsewhere.get("/accounts/").status_code == 302
    assert [mail.subject for mail in mailoutbox] == ["Your password was changed"]


def test_an_address_changes_when_the_new_one_answers(client, anna, mailoutbox):
    sign_in(client)
    move_to(client, "Anna@new.example")
    anna.refresh_from_db()
    assert anna.email == "anna@example.org"
    assert "Keep the old address" in client.get(CONFIRM).content.decode()
    client.post(CONFIRM, {"code": code(mailoutbox[0])})

    anna.refresh_from_db()
    assert anna.email == "anna@new.example"
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [("anna@new.example", True, True)]
    told = [(mail.to[0], mail.subject) for mail in mailoutbox]
    assert told == [
        ("anna@new.example", "Is this address yours?"),
        ("anna@example.org", "You sign in with another address now"),
    ]


def test_an_address_with_which_another_signed_up_is_not_taken_over(client, anna, mailoutbox):
    sign_up(client.__class__(), "shared@example.org")
    caches["limits"].clear()  # ten seconds later
    sign_in(client)
    move_to(client, "shared@example.org")
    assert [mail.to for mail in mailoutbox] == [["shared@example.org"], ["shared@example.org"]]
    client.post(CONFIRM, {"code": code(mailoutbox[1])})

    anna.refresh_from_db()
    assert anna.email == "anna@example.org"


def test_nobody_moves_to_another_address_without_giving_the_password_again(client, anna, mailoutbox):
    sign_in(client)
    asked = client.post("/accounts/email/", {"email": "anna@new.example", "action_add": ""})
    assert asked["Location"] == "/accounts/reauthenticate/?next=%2Faccounts%2Femail%2F"
    assert "Is it you?" in client.get(asked["Location"]).content.decode()
    refused = client.post(asked["Location"], {"password": "wrong"}).content.decode()
    assert "The password is not right." in refused
    assert mailoutbox == []


def test_letters_are_written_in_the_language_of_the_person(client, anna, mailoutbox):
    from django.utils import translation

    seen = []
    operations.describe_person(person=anna, name="Anna", language="fr", by=anna)
    real = translation.override.__enter__
    translation.override.__enter__ = lambda self: (seen.append(self.language), real(self))[1]
    try:
        client.post("/accounts/password/reset/", {"email": "anna@example.org"})
    finally:
        translation.override.__enter__ = real
    assert "fr" in seen


def test_a_person_says_who_they_are(client, anna):
    sign_in(client)
    page = client.get("/accounts/").content.decode()
    assert 'value="Anna"' in page
    assert client.post("/accounts/", {"name": "Anna B.", "language": "fr"})["Location"] == "/accounts/"
    anna.refresh_from_db()
    assert (anna.name, anna.language) == ("Anna B.", "fr")
    assert client.post("/accounts/", {"name": "x" * 201, "language": "xx"}).status_code == 200


@pytest.mark.parametrize(
    "page", ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/accounts/inactive/"]
)
def test_pages_of_sign_in_are_not_kept_by_search_engines(client, page):
    assert '<meta name="robots" content="noindex">' in client.get(page).content.decode()


def test_a_view_for_who_is_here_refuses_who_is_not(rf):
    from django.contrib.auth.models import AnonymousUser
    from django.core.exceptions import PermissionDenied

    from eciap.foundation.accounts.views.account import signed_in

    request = rf.get("/accounts/")
    request.user = AnonymousUser()
    with pytest.raises(PermissionDenied):
        signed_in(request)


def test_a_french_visitor_is_told_what_is_wrong_with_one_word_for_one_thing(client):
    answer = client.post("/accounts/signup/", {"email": "anna"}, headers={"accept-language": "fr"})
    html = answer.content.decode()
    said = re.search(r'<a href="#id_email">([^<]*)</a>', html)[1]
    assert said == "Adresse électronique\u00a0: Saisissez une adresse électronique, comme nom@exemple.eu."
    assert "courriel valide" not in html
