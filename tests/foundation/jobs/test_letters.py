"""A letter is a row in the transaction that caused it; what is held waits for the secretariat."""

import itertools
from contextlib import suppress
from datetime import timedelta
from email.utils import parsedate_to_datetime

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.db import IntegrityError, transaction
from django.utils.translation import override
from procrastinate.contrib.django.models import ProcrastinateJob

from eciap.foundation.accounts.models import Person
from eciap.foundation.jobs import operations, queries
from eciap.foundation.jobs.enums import LetterState
from eciap.foundation.jobs.models import Letter, Undeliverable, Unsubscription
from eciap.foundation.jobs.purposes import Purpose, UnknownPurpose, register
from eciap.foundation.jobs.transitions import BEGINNINGS, LETTER
from tests.foundation.jobs.world import AT, TRIAL, state_of, verbs, write

pytestmark = pytest.mark.django_db


def test_a_letter_is_written_with_the_job_that_will_send_it(anna):
    letter = write(anna)

    [job] = ProcrastinateJob.objects.all()
    assert (letter.state, letter.person, letter.address) == (LetterState.WAITING, anna, "anna@example.org")
    assert (letter.language, letter.subject, letter.template) == ("fr", "Un courriel d’essai", TRIAL)
    assert (letter.job_id, job.queue_name, job.priority, job.args["args"]) == (job.pk, "letters", 50, [letter.pk])
    assert str(letter) == f"Un courriel d’essai ({letter.pk})"
    assert verbs() == ["jobs.letter.posted"]


def test_it_is_sealed_with_its_headers_and_both_forms(anna):
    message = write(anna).message
    assert (message["To"], message["From"], message["Subject"]) == (
        "anna@example.org",
        "noreply@localhost",
        "Un courriel d’essai",
    )
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Unsubscribe"] is None
    assert parsedate_to_datetime(message["Date"]) is not None
    assert [part.get_content_type() for part in message.walk()] == ["multipart/alternative", "text/plain", "text/html"]


def test_a_letter_that_may_be_unsubscribed_says_how(anna, digest):
    letter = write(anna, purpose="digest")
    [job] = ProcrastinateJob.objects.all()
    [address] = letter.message["List-Unsubscribe"].strip("<>").split()
    assert address.startswith("http://127.0.0.1:8000/letters/unsubscribe/")
    assert letter.message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"<{address}>" in letter.text
    assert job.priority == -50


def test_nothing_is_written_when_its_cause_is_undone(anna):
    def post_and_think_better_of_it():
        with transaction.atomic():
            write(anna)
            raise KeyError

    with pytest.raises(KeyError):
        post_and_think_better_of_it()
    assert (Letter.objects.count(), ProcrastinateJob.objects.count(), verbs()) == (0, 0, [])


def test_the_language_is_theirs_or_that_of_who_asks_for_oneself(anna):
    bert = Person.objects.create_user("bert@example.org")
    with override("fr"):
        asked, told = write(bert, by=bert), write(bert, by=anna)
    assert (asked.language, told.language) == ("fr", "en")


def test_somebody_without_an_account_gets_letters_too(anna):
    letter = operations.post_letter_to_address(
        address="Zoe@Example.org", language="fr", template=TRIAL, context={"jobs_url": "/"}, by=anna
    )
    assert (letter.person, letter.address, letter.subject) == (None, "Zoe@Example.org", "Un courriel d’essai")


def test_a_purpose_that_nobody_has_registered_is_refused(anna):
    with pytest.raises(UnknownPurpose):
        write(anna, purpose="gossip")
    assert Letter.objects.count() == 0


def test_a_context_registers_its_purposes(anna, digest):
    register(Purpose("digest", "Other words", priority=3))
    write(anna, purpose="digest")
    assert ProcrastinateJob.objects.get().priority == 3


def test_a_held_letter_waits_until_it_is_released(anna, caretaker, run_due_jobs, mailoutbox):
    letter = write(anna, hold=True)
    run_due_jobs()
    assert (state_of(letter), mailoutbox) == (("held", ""), [])

    operations.release_letter(letter=letter, at=AT, by=caretaker)

    run_due_jobs()
    assert [mail.to for mail in mailoutbox] == [["anna@example.org"]]
    assert verbs() == ["jobs.letter.posted", "jobs.letter.released", "jobs.letter.sent"]


def test_a_held_letter_may_be_dropped_and_stays_so(anna, caretaker):
    letter = write(anna, hold=True)
    operations.drop_letter(letter=letter, at=AT, by=caretaker)
    assert (state_of(letter), letter.ended_at) == (("dropped", ""), AT)
    for decide in (operations.release_letter, operations.drop_letter, operations.send_letter_again):
        with pytest.raises(operations.NotPossibleNow):
            decide(letter=letter, at=AT, by=caretaker)
    assert verbs() == ["jobs.letter.posted", "jobs.letter.dropped"]
    assert not ProcrastinateJob.objects.filter(queue_name="letters").exists()


def test_what_waits_is_not_sent_again(anna, caretaker):
    letter = write(anna)
    with pytest.raises(operations.NotPossibleNow):
        operations.send_letter_again(letter=letter, at=AT, by=caretaker)


def test_to_an_address_from_which_letters_come_back_none_is_written(anna):
    Undeliverable.objects.create(address="anna@example.org", status="5.1.1")
    letter = write(anna)
    assert (letter.state, letter.why) == ("dropped", "Letters to this address come back.")
    assert ProcrastinateJob.objects.count() == 0


def test_what_was_unsubscribed_is_not_sent_and_all_else_is(anna, digest):
    Unsubscription.objects.create(person=anna, purpose="digest")
    Unsubscription.objects.create(address="zoe@example.org", purpose="digest")
    to_address = {"language": "en", "template": TRIAL, "context": {"jobs_url": "/"}, "purpose": "digest", "by": None}

    letters = [
        write(anna, purpose="digest"),
        write(anna),
        operations.post_letter_to_address(address="Zoe@example.org", **to_address),
        operations.post_letter_to_address(address="other@example.org", **to_address),
    ]

    assert [letter.state for letter in letters] == ["dropped", "waiting", "dropped", "waiting"]
    assert letters[0].why == "Letters of this purpose are not wanted."


def test_libraries_write_into_the_outbox_too(anna):
    with override("fr"):
        assert send_mail("Mot", "Bonjour,\n\nvoilà.", None, ["Anna <anna@example.org>", "zoe@example.org"]) == 1

    first, second = Letter.objects.order_by("id")
    assert (first.person, first.address, second.person, second.address) == (
        anna,
        "anna@example.org",
        None,
        "zoe@example.org",
    )
    assert first.message_id == second.message_id
    assert (first.language, first.purpose, first.template, first.text) == (
        "fr",
        "service",
        "",
        "Bonjour,\n\nvoilà.\n",
    )
    assert "voilà.</p>" in first.message.get_body(("html",)).get_content()


def test_a_message_keeps_what_its_library_gave_it(anna):
    message = EmailMultiAlternatives(
        "Mot", "text", "desk@example.org", ["anna@example.org"], headers={"Message-ID": "<its@own>"}
    )
    message.attach_alternative("<b>html</b>", "text/html")
    message.attach("notes.txt", "attached", "text/plain")
    html = EmailMessage("Mot", "<b>html alone</b>", None, ["anna@example.org"])
    html.content_subtype = "html"
    for each in (message, html):
        each.send()

    given, alone = Letter.objects.order_by("id")
    assert (given.message_id, given.message["From"]) == ("<its@own>", "desk@example.org")
    assert given.message.get_body(("html",)).get_content() == "<b>html</b>\n"
    assert [part.get_content() for part in given.message.iter_attachments()] == ["attached\n"]
    assert (alone.text, alone.message.get_content_type()) == ("", "text/html")


def test_blind_copies_stay_blind(anna):
    EmailMessage("Mot", "text", None, ["anna@example.org"], bcc=["zoe@example.org"], cc=["bert@example.org"]).send()
    letters = Letter.objects.order_by("id")
    assert [letter.address for letter in letters] == ["anna@example.org", "bert@example.org", "zoe@example.org"]
    assert {b"zoe" in bytes(letter.source) for letter in letters} == {False}


def test_sign_up_writes_into_the_outbox_and_the_job_sends_it(client, run_due_jobs, mailoutbox):
    asked = {"email": "new@example.org", "name": "New", "password1": "quite-a-secret", "password2": "quite-a-secret"}
    client.post("/accounts/signup/", asked, headers={"accept-language": "fr"})

    letter = Letter.objects.get()
    assert (letter.address, letter.language, letter.state, mailoutbox) == ("new@example.org", "fr", "waiting", [])
    run_due_jobs()
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [(["new@example.org"], letter.subject)]


def test_letters_are_counted_and_listed_by_state(anna):
    held, waiting = write(anna, hold=True), write(anna)
    assert dict(queries.letters_by_state()) == {**dict.fromkeys(LetterState.values, 0), "held": 1, "waiting": 1}
    assert list(queries.letters()) == [waiting, held]
    assert list(queries.letters("held")) == [held]
    assert list(queries.letters_going_out()) == [waiting]


def test_old_letters_are_forgotten(anna):
    old, young, waiting = write(anna), write(anna), write(anna)
    Letter.objects.filter(pk=old.pk).update(state="sent", ended_at=AT - timedelta(days=31))
    Letter.objects.filter(pk=young.pk).update(state="sent", ended_at=AT)
    assert operations.forget_old_letters(ended_before=AT - timedelta(days=30)) == 1
    assert set(Letter.objects.all()) == {young, waiting}


def test_letters_go_with_their_person(anna):
    write(anna)
    Unsubscription.objects.create(person=anna, purpose="digest")
    anna.delete()
    assert (Letter.objects.count(), Unsubscription.objects.count()) == (0, 0)


@pytest.mark.parametrize("state", LetterState)
def test_the_database_lets_letters_begin_as_the_table_says(anna, state):
    letter = write(anna)
    Letter.objects.all().delete()
    letter.pk, letter.state = None, state
    if state in BEGINNINGS:
        letter.save()
    else:
        with pytest.raises(IntegrityError, match="jobs_letter_moves: no letter begins as"), transaction.atomic():
            letter.save()


def test_the_database_lets_letters_move_as_the_table_says(anna):
    assert set(LETTER) == set(LetterState)
    moved = {before: set() for before in LetterState}
    for before, after in itertools.permutations(LetterState, 2):
        letter = write(anna)
        _bring(letter, before)
        with suppress(IntegrityError), transaction.atomic():
            Letter.objects.filter(pk=letter.pk).update(state=after)
            moved[before].add(after)
    assert moved == LETTER


def _bring(letter: Letter, state: str) -> None:
    """Bring a letter into a state by the shortest way."""
    if state == "held":
        letter.delete()
        letter.pk, letter.state = None, state
        letter.save()
    for step in {"waiting": [], "held": [], "bounced": ["sent", "bounced"]}.get(state, [state]):
        Letter.objects.filter(pk=letter.pk).update(state=step)
