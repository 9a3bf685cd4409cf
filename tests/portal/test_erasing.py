"""Erasing a person: afterwards no table, file, letter or log holds their name or address, and the log stays as it was.

Here, where every context of the platform has joined.
"""

import io
import json
import logging
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.files.base import ContentFile
from django.core.mail import EmailMessage
from django.core.mail.backends.filebased import EmailBackend
from django.db import IntegrityError, connection, transaction
from django.tasks import task
from django.utils import timezone
from PIL import Image
from wagtail.models import Comment, Page, PageLogEntry

from eciap.alliance.enums import Role
from eciap.alliance.operations import grant_role
from eciap.foundation.accounts import operations, queries
from eciap.foundation.accounts.models import Erasure, Person
from eciap.foundation.accounts.registry import mydata, purposes
from eciap.foundation.audit.models import Entry
from eciap.foundation.audit.operations import seal_entries
from eciap.foundation.audit.queries import findings
from eciap.foundation.jobs.models import Letter, Undeliverable, Unsubscription
from eciap.foundation.jobs.operations import post_message
from eciap.foundation.jobs.tasks import erase_people, forget_old_data
from eciap.portal.models import Picture
from eciap.portal.operations import prepare_tree

NAME, EMAIL, SECRET = "Zenobia Quartermaine", "zenobia.q@quartermaine.example", "correct horse battery"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
TEXT_LIKE = """
SELECT table_name, column_name, data_type FROM information_schema.columns
JOIN information_schema.tables USING (table_schema, table_name)
WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
  AND data_type IN ('text', 'character varying', 'character', 'json', 'jsonb', 'ARRAY', 'tsvector', 'bytea',
                    'USER-DEFINED')
ORDER BY 1, 2
"""
pytestmark = pytest.mark.django_db


@task
def write_to(address: str) -> None:
    """Fail over an address, as a job may."""
    raise ValueError(f"{NAME} <{address}> has no letter box")


@pytest.fixture
def box(settings, tmp_path) -> Path:
    settings.POST_BOX = tmp_path / "mail"
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.POST_BOX


@pytest.fixture
def zenobia(client, box, run_due_jobs) -> Person:
    """Somebody who has left traces wherever one can."""
    prepare_tree(by=None)
    person = operations.create_person(email=EMAIL, name=NAME, language="fr", password=SECRET, by=None)
    client.post("/accounts/login/", {"login": EMAIL, "password": SECRET})
    client.get("/accounts/")
    grant_role(person=person, role=Role.EDITOR, at=NOON, by=None)
    TOTP.activate(person, generate_totp_secret())
    RecoveryCodes.activate(person)
    Authenticator.objects.create(user=person, type="webauthn", data={"name": f"{NAME}’s telephone", "credential": {}})
    letters = purposes.purpose_named("alliance.letters")
    operations.give_consent(person=person, purpose=letters, language="fr", by=person, at=NOON)
    told = {"about": f"I am {NAME}."}
    operations.write_profile(person=person, slug="zenobia", told=told, published=["about"], by=person)
    _write_pages(person)
    write_to.enqueue(EMAIL)
    post_message(message=EmailMessage(subject="For you", body=f"Dear {NAME}", to=[EMAIL]))
    post_message(message=EmailMessage(subject="News", body=f"{EMAIL} has written", to=["desk@example.org"]))
    post_message(message=EmailMessage(subject="Nothing", body="Nothing of anybody", to=["desk@example.org"]))
    Undeliverable.objects.create(address=EMAIL, status="5.1.1")
    Unsubscription.objects.create(address=EMAIL, purpose="digests")
    run_due_jobs()
    _post(
        box,
        [(EMAIL, f"Dear {NAME}"), ("other@example.org", "Hello")],
        [("other@example.org", f"{EMAIL} writes")],
        [("third@example.org", "Bye")],
    )
    return person


def _post(box: Path, *files: list[tuple[str, str]]) -> None:
    """Put letters into the box, each list into a file."""
    for backend, letters in [(EmailBackend(file_path=str(box), alias="default"), letters) for letters in files]:
        for to, body in letters:
            backend.send_messages([EmailMessage(subject="A letter", body=body, to=[to])])


def _write_pages(person: Person) -> None:
    page = Page.objects.order_by("path").last().specific
    page.owner = person
    page.save()
    page.save_revision(user=person, log_action=True)
    Comment.objects.create(page=page, user=person, text=f"{NAME} was here", contentpath="title")
    PageLogEntry.objects.log_action(page, "wagtail.edit", user=person)
    picture = io.BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    Picture.objects.create(
        title="A square",
        description="A square",
        uploaded_by_user=person,
        file=ContentFile(picture.getvalue(), name="square.png"),
    )


def found_in_tables(*words: str) -> set[str]:
    """Name every column of every table in which one of these words stands, in whatever case."""
    with connection.cursor() as cursor:
        cursor.execute(TEXT_LIKE)
        found = set()
        for table, column, kind in cursor.fetchall():
            # Bytes as text would be their hexadecimal digits, in which no word is found.
            said = f"encode(\"{column}\", 'escape')" if kind == "bytea" else f'"{column}"::text'
            for word in words:
                command = f'SELECT EXISTS (SELECT FROM "{table}" WHERE position(%s IN lower({said})) > 0)'  # noqa: S608
                cursor.execute(command, [word.lower()])
                if cursor.fetchone()[0]:
                    found.add(f"{table}.{column}")
    return found


def found_in_sessions(*words: str) -> int:
    from django.contrib.sessions.models import Session

    decoded = (str(session.get_decoded()).lower() for session in Session.objects.all())
    return sum(any(word.lower() in held for word in words) for held in decoded)


def found_in_files(folder: Path, *words: str) -> list[str]:
    return [
        file.name
        for file in sorted(folder.rglob("*"))
        if file.is_file() and any(word.encode().lower() in file.read_bytes().lower() for word in words)
    ]


def erase(person: Person) -> None:
    operations.ask_for_erasure(person=person, by=person, at=NOON)
    operations.erase_person(person=person, at=NOON + operations.COOLING_OFF)


def test_the_search_would_find_what_was_left(zenobia, box):
    assert found_in_tables(NAME, EMAIL) == {
        "account_emailaddress.email",
        "accounts_person.email",
        "accounts_person.name",
        "accounts_profile.about",
        "jobs_attempt.traceback",
        "jobs_letter.address",
        "jobs_letter.source",
        "jobs_undeliverable.address",
        "jobs_unsubscription.address",
        "mfa_authenticator.data",
        "procrastinate_jobs.args",
        "wagtailcore_comment.text",
    }
    assert len(found_in_files(box, NAME, EMAIL)) == 2


def test_nothing_is_left_of_somebody_who_is_erased(zenobia, box, settings, caplog):
    before = list(Entry.objects.order_by("id").values())
    with caplog.at_level(logging.DEBUG):
        erase(zenobia)

    assert found_in_tables(NAME, "Zenobia", EMAIL) == set()
    assert found_in_sessions(NAME, EMAIL) == 0
    assert found_in_files(settings.MEDIA_ROOT, NAME, EMAIL) == []
    assert found_in_files(box, NAME, EMAIL) == []
    kept = b"".join(sorted(file.read_bytes() for file in box.glob("*.log")))
    assert [kept.count(word) for word in (b"Hello", b"Bye", b"Subject: A letter")] == [1, 1, 2]
    assert [record for record in caplog.messages if EMAIL in record or NAME in record] == []
    assert list(Entry.objects.order_by("id").values())[: len(before)] == before
    assert list(Letter.objects.values_list("subject", flat=True)) == ["Nothing"]


def test_the_log_still_holds_after_somebody_was_erased(zenobia):
    seal_entries()
    erase(zenobia)
    seal_entries()
    assert list(findings(sealed_by=timezone.now())) == []


def test_what_stays_is_nobodys(zenobia):
    pseudonym = zenobia.pseudonym
    erase(zenobia)

    assert Picture.objects.values_list("uploaded_by_user", flat=True).get() is None
    assert not Page.objects.exclude(owner=None).exists()
    assert set(PageLogEntry.objects.values_list("user", flat=True)) == {None}
    assert not Person.objects.filter(pseudonym=pseudonym).exists()
    entry = Entry.objects.order_by("id").last()
    assert (entry.verb, entry.pseudonym, entry.record_id) == ("accounts.person.erased", None, pseudonym)
    assert entry.data == {"parts": list(mydata.parts())}


def test_somebody_elses_things_stay(zenobia, client, box):
    other = operations.create_person(email="other@example.org", name="Zeno", password=SECRET, by=None)
    elsewhere = client.__class__()
    elsewhere.post("/accounts/login/", {"login": other.email, "password": SECRET})
    write_to.enqueue("other@example.org")
    erase(zenobia)
    assert found_in_tables("other@example.org") == {
        "account_emailaddress.email",
        "accounts_person.email",
        "procrastinate_jobs.args",
    }
    assert elsewhere.get("/accounts/").status_code == 200
    assert client.get("/accounts/").status_code == 302


def test_a_sign_up_that_waits_for_its_code_is_not_kept_in_a_session(client, zenobia):
    elsewhere = client.__class__()
    elsewhere.post("/accounts/signup/", {"name": "x", "email": EMAIL, "password1": SECRET, "password2": SECRET})
    assert found_in_sessions(EMAIL) == 2  # with the one in which she is signed in
    erase(zenobia)
    assert found_in_sessions(EMAIL) == 0


def test_erasing_waits_until_it_is_due(zenobia):
    with pytest.raises(operations.ErasureNotDue):
        operations.erase_person(person=zenobia, at=NOON)
    erasure = operations.ask_for_erasure(person=zenobia, by=zenobia, at=NOON)
    assert operations.ask_for_erasure(person=zenobia, by=zenobia, at=NOON + timedelta(days=3)) == erasure
    assert erasure.due_at == NOON + timedelta(days=14)
    assert str(erasure) == "2026-03-15"
    with pytest.raises(operations.ErasureNotDue):
        operations.erase_person(person=zenobia, at=erasure.due_at - timedelta(seconds=1))
    assert Entry.objects.filter(verb="accounts.erasure.asked").count() == 1
    with pytest.raises(IntegrityError, match="accounts_erasure_due_after_asked"), transaction.atomic():
        Erasure.objects.update(due_at=NOON - timedelta(days=1))


def test_the_job_erases_who_is_due_and_nobody_else(zenobia):
    other = operations.create_person(email="other@example.org", by=None)
    now = timezone.now()
    operations.ask_for_erasure(person=zenobia, by=zenobia, at=now - timedelta(days=14))
    operations.ask_for_erasure(person=other, by=other, at=now - timedelta(days=13))
    nameless = operations.create_person(email="nameless@example.org", by=None)
    operations.ask_for_erasure(person=nameless, by=nameless, at=now - timedelta(days=15))
    assert erase_people.call() == 2
    assert list(Person.objects.values_list("email", flat=True)) == ["other@example.org"]
    assert erase_people.call() == 0


def test_one_takes_everything_along(client, zenobia):
    answer = client.post("/accounts/my-data/download/")
    answer = client.post(answer["Location"], {"password": SECRET})
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    picture = Picture.objects.get()
    assert archive.namelist() == ["my-data.json", f"pages/{picture.pk}-{Path(picture.file.name).name}"]
    held = json.loads(archive.read("my-data.json"))
    assert set(held) == {"exported_at", *mydata.parts()}
    assert (held["account"]["name"], held["account"]["addresses"]) == (NAME, [{"email": EMAIL, "verified": True}])
    assert [way["name"] for way in held["account"]["ways_in"]] == ["", "", f"{NAME}’s telephone"]
    assert [role["role"] for role in held["roles"]["roles"]] == ["editor"]
    assert {letter["to"] for letter in held["letters"]["letters_in_the_box"]} == {EMAIL, "other@example.org"}
    assert [letter["subject"] for letter in held["letters"]["letters"]] == ["For you"]
    assert [job["task"] for job in held["jobs"]["jobs"]] == [write_to.module_path]
    assert [len(held["pages"][kind]) for kind in ("pages", "versions", "pictures")] == [1, 1, 1]
    assert "accounts.person.signed_in" in [entry["verb"] for entry in held["log"]["entries"]]
    secrets = [str(one.data.get(key)) for one in Authenticator.objects.all() for key in ("secret", "seed")]
    assert [secret for secret in secrets if secret != "None" and secret in archive.read("my-data.json").decode()] == []


def test_the_page_says_what_goes_and_what_stays_and_one_may_think_better_of_it(client, zenobia, mailoutbox):
    asked = client.get("/accounts/my-data/erase/")
    client.post(asked["Location"], {"password": SECRET})
    page = client.get("/accounts/my-data/erase/").content.decode()
    for part in mydata.parts().values():
        fate = part.fate(zenobia)
        for sentence in (*fate.goes, *(said for staying in fate.stays for said in (staying.what, staying.why))):
            assert sentence in page.replace("&#x27;", "'")
    assert client.post("/accounts/my-data/erase/")["Location"] == "/accounts/my-data/"
    assert "Your account will be erased on" in client.get("/accounts/my-data/").content.decode()
    assert [mail.subject for mail in mailoutbox if mail.to == [EMAIL]] == ["Votre compte sera effacé"]

    for _twice in range(2):
        client.post("/accounts/my-data/keep/")
    assert queries.erasure_of(zenobia) is None
    assert Entry.objects.filter(verb="accounts.erasure.withdrawn").count() == 1


def test_nobody_asks_without_showing_once_more_that_it_is_them(client, zenobia):
    refused = client.post("/accounts/my-data/erase/")
    assert refused["Location"].startswith("/accounts/reauthenticate/")
    assert queries.erasure_of(zenobia) is None


def test_old_data_are_forgotten_by_their_rules(zenobia, client):
    now = timezone.now()
    stale = operations.sign_up(email="stale@example.org", name="Stale", language="", password=SECRET)
    EmailAddress.objects.create(user=stale, email=stale.email, verified=False, primary=True)
    fresh = operations.sign_up(email="fresh@example.org", name="Fresh", language="", password=SECRET)
    EmailAddress.objects.create(user=fresh, email=fresh.email, verified=False, primary=True)
    Person.objects.filter(pk=stale.pk).update(joined_at=now - timedelta(days=31))
    Person.objects.filter(pk=zenobia.pk).update(joined_at=now - timedelta(days=31))
    operations.withdraw_consent(person=zenobia, purpose="alliance.letters", by=zenobia, at=NOON)
    zenobia.consents.update(given_at=now - timedelta(days=1200), withdrawn_at=now - timedelta(days=1100))
    from django.contrib.sessions.models import Session

    Session.objects.update(expire_date=now - timedelta(hours=1))

    assert forget_old_data.call() == {"accounts.consents": 1, "accounts.sessions": 1, "accounts.unconfirmed": 1}
    assert set(Person.objects.values_list("email", flat=True)) == {EMAIL, "fresh@example.org"}
    assert not Session.objects.exists()
