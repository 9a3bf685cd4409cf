"""A letter is handed over until it is sent, refused or given up, and what came of it is written down."""

from datetime import timedelta

import pytest
from django.core.mail import mailers
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from eciap.config import env
from eciap.foundation.jobs import operations
from eciap.foundation.jobs.models import Letter, Undeliverable, Unsubscription
from eciap.foundation.jobs.registry import MOST_SENDINGS, PERIODIC
from eciap.foundation.jobs.tasks import enqueue_stranded_letters, forget_old_letters
from tests.foundation.jobs.sink import smtp_sink
from tests.foundation.jobs.world import AT, state_of, verbs, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def sink(settings):
    """A mail server of our own as the carrier."""
    with smtp_sink() as server:
        settings.MAILERS |= {"carrier": env.mailer(f"smtp://127.0.0.1:{server.port}")}
        yield server


def send(letter: Letter) -> str | None:
    return operations.send_letter(letter_id=letter.pk, mailer=mailers["carrier"], at=AT)


def refuse(sink, verb: str, answer: str) -> None:
    sink.answer = lambda command: answer if command.upper().startswith(verb) else None


def test_a_letter_goes_out_once_with_the_id_it_was_written_with(anna, sink):
    letter = write(anna)

    assert (send(letter), send(letter)) == ("sent", None)

    [(recipient, message)] = sink.letters
    assert (recipient, message["Message-ID"]) == ("anna@example.org", letter.message_id)
    assert message.as_bytes().replace(b"\r\n", b"\n") == bytes(letter.source)
    assert (state_of(letter), letter.ended_at) == (("sent", ""), AT)
    assert verbs() == ["jobs.letter.posted", "jobs.letter.sent"]


def test_the_job_sends_it(anna, sink, run_due_jobs):
    write(anna)
    assert [ran.return_value for ran in run_due_jobs()] == ["sent"]
    assert len(sink.letters) == 1


@pytest.mark.parametrize("verb", ["RCPT", "DATA"])
def test_what_the_server_will_never_take_is_refused(anna, sink, verb):
    refuse(sink, verb, "550 5.1.1 nobody here")
    letter = write(anna)
    assert send(letter) == "refused"
    assert state_of(letter) == ("refused", "550 5.1.1 nobody here")


@pytest.mark.parametrize(
    ("verb", "answer"),
    [
        ("RCPT", "451 greylisted"),
        ("DATA", "452 full"),
        ("MAIL", "550 who are you"),  # ours to mend, so nothing is lost by it
    ],
)
def test_what_the_server_does_not_take_now_waits(anna, sink, verb, answer):
    refuse(sink, verb, answer)
    letter = write(anna)
    first = letter.job_id

    assert send(letter) == "waiting"

    state, reason = state_of(letter)
    assert (state, answer.split()[-1] in reason, letter.attempts) == ("waiting", True, 1)
    assert (letter.due_at, letter.job_id != first) == (AT + timedelta(seconds=8), True)
    assert ProcrastinateJob.objects.get(pk=letter.job_id).scheduled_at == letter.due_at
    assert verbs() == ["jobs.letter.posted", "jobs.letter.postponed"]
    sink.answer = lambda command: None
    assert (send(letter), len(sink.letters)) == ("sent", 1)


def test_a_server_that_is_away_is_tried_for_days_and_then_given_up(anna, settings):
    settings.MAILERS |= {"carrier": env.mailer("smtp://127.0.0.1:1")}
    letter = write(anna)
    states, waits = [], []
    for _ in range(MOST_SENDINGS):
        states.append(send(letter))
        letter.refresh_from_db()
        waits.append(letter.due_at - AT)
    assert states == [*["waiting"] * (MOST_SENDINGS - 1), "given_up"]
    assert timedelta(days=2) < sum(waits[:-1], timedelta()) < timedelta(days=3)
    assert "Connection refused" in letter.reason


def test_what_was_given_up_can_be_sent_again_with_the_same_id(anna, caretaker, settings, sink):
    there = settings.MAILERS["carrier"]
    refuse(sink, "RCPT", "550 no")
    letter = write(anna)
    send(letter)
    sink.answer = lambda command: None
    settings.MAILERS |= {"carrier": there}

    operations.send_letter_again(letter=letter, at=AT, by=caretaker)

    assert (state_of(letter), letter.attempts, letter.ended_at) == (("waiting", ""), 0, None)
    assert send(letter) == "sent"
    assert [message["Message-ID"] for _, message in sink.letters] == [letter.message_id]


def test_what_is_no_address_is_refused_without_asking(anna, sink):
    letter = write(anna)
    Letter.objects.filter(pk=letter.pk).update(address="Zoë@example.org, other")
    assert send(letter) == "refused"
    assert (sink.letters, "Invalid address" in state_of(letter)[1]) == ([], True)


def test_a_farewell_that_goes_wrong_sends_nothing_twice(anna, sink):
    refuse(sink, "QUIT", "")
    sink.answer = lambda command: (_ for _ in ()).throw(OSError) if command == "quit" else None
    letter = write(anna)
    assert (send(letter), len(sink.letters)) == ("sent", 1)


def test_nothing_goes_to_who_unsubscribed_or_is_gone_meanwhile(anna, digest, sink):
    unwanted, gone = write(anna, purpose="digest"), write(anna)
    Unsubscription.objects.create(person=anna, purpose="digest")
    assert send(unwanted) == "dropped"
    Undeliverable.objects.create(address="anna@example.org", status="5.1.1")
    assert send(gone) == "dropped"
    assert (sink.letters, unwanted.state) == ([], "waiting")
    assert (state_of(unwanted), state_of(gone)) == (("dropped", "unsubscribed"), ("dropped", "undeliverable"))


def test_urgent_letters_go_out_first(anna, digest, sink, run_due_jobs):
    for purpose in ("digest", "service"):
        write(anna, purpose=purpose)
    run_due_jobs()
    assert [message["List-Unsubscribe"] is None for _, message in sink.letters] == [True, False]


def test_letters_whose_job_is_gone_get_another(anna):
    stranded, failed, alive, young = write(anna), write(anna), write(anna), write(anna)
    Letter.objects.filter(pk__in=[stranded.pk, failed.pk, alive.pk]).update(due_at=AT)
    Letter.objects.filter(pk=stranded.pk).update(job_id=None)
    _sql("UPDATE procrastinate_jobs SET status = 'failed' WHERE id = %s", failed.job_id)
    Letter.objects.filter(pk=young.pk).update(job_id=None, due_at=AT + timedelta(minutes=4))
    later = AT + timedelta(minutes=5)

    ids = operations.enqueue_stranded_letters(silent_for=timedelta(minutes=2), at=later)
    again = operations.enqueue_stranded_letters(silent_for=timedelta(minutes=2), at=later)

    assert (ids, again) == ([stranded.pk, failed.pk], [])
    assert [entry for entry in verbs() if "stranded" in entry] == ["jobs.stranded_letters.requeued"]
    letters = Letter.objects.order_by("id").values_list("job_id", flat=True)
    assert [job is None for job in letters] == [False, False, False, True]
    assert Letter.objects.get(pk=alive.pk).job_id == alive.job_id


def test_the_upkeep_of_the_outbox_is_on_the_timetable(run_due_jobs):
    name = "eciap.foundation.jobs.tasks."
    assert (PERIODIC[f"{name}enqueue_stranded_letters"], PERIODIC[f"{name}forget_old_letters"]) == (
        "* * * * *",
        "41 3 * * *",
    )
    enqueue_stranded_letters.enqueue()
    forget_old_letters.enqueue()
    assert [ran.return_value for ran in run_due_jobs()] == [[], 0]


def _sql(statement, *given):
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
