"""Sending letters: one after the other, each with what came of it, until it is sent, refused or given up."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused

from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.utils.module_loading import import_string

from eciap.foundation.accounts.models import Person
from eciap.foundation.audit.operations import log
from eciap.foundation.jobs.enums import LetterState
from eciap.foundation.jobs.envelopes import Sealed
from eciap.foundation.jobs.models import Letter
from eciap.foundation.jobs.purposes import PURPOSES, SERVICE
from eciap.foundation.jobs.queries import letters_stranded, obstacle_to
from eciap.foundation.jobs.registry import MOST_SENDINGS, pause_after
from eciap.foundation.jobs.transitions import LETTER, SENT_AGAIN

SEND_LETTER = "eciap.foundation.jobs.tasks.send_letter"  # by its name: jobs stand above operations
ONE_AT_A_TIME = 0x6C65_7474  # the lock of the one letter that is on its way
PERMANENT = 500  # and above: the mail server will not take it, today or tomorrow


class NotPossibleNow(ValueError):
    """Raised when a letter is to be released, dropped or sent again and is in no state for it."""


@transaction.atomic
def enqueue_sending(*, letter: Letter, at: datetime | None = None) -> None:
    """Enqueue the job that sends a letter, now or later; the more urgent its purpose, the sooner its turn."""
    priority = PURPOSES.get(letter.purpose, SERVICE).priority
    job = import_string(SEND_LETTER).using(priority=priority, run_after=at).enqueue(letter.pk)
    letter.job_id = int(job.id)
    letter.save(update_fields=["job_id"])


@transaction.atomic
def send_letter(*, letter_id: int, mailer: BaseEmailBackend, at: datetime) -> LetterState | None:
    """Hand a letter that waits to the mailer and return its new state; None when there is nothing to do.

    Whoever is killed between the mailer's yes and the end of this transaction leaves a letter that goes out again,
    with the same Message-ID. All senders of the platform take turns for that moment, so it is one letter for a kill.
    """
    waiting = Letter.objects.select_for_update(skip_locked=True, of=("self",)).filter(state=LetterState.WAITING)
    letter = waiting.filter(pk=letter_id).first()
    if letter is None:
        return None
    if obstacle := obstacle_to(letter):
        return _end(letter, LetterState.DROPPED, obstacle, at)
    try:
        _hand_over(letter, mailer)
    except SMTPRecipientsRefused as refusal:
        [(code, answer)] = refusal.recipients.values()
        return _refused(letter, code, answer, at)
    except SMTPDataError as refusal:
        return _refused(letter, refusal.smtp_code, refusal.smtp_error, at)
    except ValueError as refusal:  # no mail server was asked: this is no address
        return _end(letter, LetterState.REFUSED, str(refusal), at)
    except OSError as trouble:  # the server is away, busy or misunderstood
        return _later(letter, str(trouble), at)
    return _end(letter, LetterState.SENT, "", at)


@transaction.atomic
def enqueue_stranded_letters(*, silent_for: timedelta, at: datetime) -> list[int]:
    """Give each letter that is overdue and whose job is gone another job, and return their ids."""
    stranded = list(letters_stranded(before=at - silent_for).select_for_update(skip_locked=True, of=("self",)))
    for letter in stranded:
        enqueue_sending(letter=letter)
    ids = [letter.pk for letter in stranded]
    if ids:
        log("jobs.stranded_letters.requeued", by=None, data={"letters": ids[:200]})
    return ids


@transaction.atomic
def release_letter(*, letter: Letter, at: datetime, by: Person) -> None:
    """Let a letter that was held back be sent.

    Raises:
        NotPossibleNow: when it is not held any more.

    """
    released = _moved(letter, {LetterState.HELD}, LetterState.WAITING, due_at=at)
    enqueue_sending(letter=released)
    log("jobs.letter.released", by=by, data=released.facts)


@transaction.atomic
def drop_letter(*, letter: Letter, at: datetime, by: Person) -> None:
    """Decide that a letter that was held back is not sent.

    Raises:
        NotPossibleNow: when it is not held any more.

    """
    dropped = _moved(letter, {LetterState.HELD}, LetterState.DROPPED, ended_at=at)
    log("jobs.letter.dropped", by=by, data=dropped.facts)


@transaction.atomic
def send_letter_again(*, letter: Letter, at: datetime, by: Person) -> None:
    """Try once more to send a letter that was refused, came back or was given up; it keeps its Message-ID.

    Raises:
        NotPossibleNow: when it is in no state for it.

    """
    revived = _moved(letter, SENT_AGAIN, LetterState.WAITING, due_at=at, ended_at=None, attempts=0, reason="")
    enqueue_sending(letter=revived)
    log("jobs.letter.revived", by=by, data=revived.facts)


@transaction.atomic
def note_reading(*, letter: Letter, by: Person) -> None:
    """Write down that somebody who decides about a letter has read it."""
    log("jobs.letter.read", by=by, data=letter.facts)


@transaction.atomic
def forget_old_letters(*, ended_before: datetime) -> int:
    """Remove letters that ended long ago, and return how many."""
    gone, _ = Letter.objects.filter(ended_at__lt=ended_before).delete()
    log("jobs.old_letters.forgotten", by=None, data={"letters": gone})
    return gone


def _hand_over(letter: Letter, mailer: BaseEmailBackend) -> None:
    mailer.open()  # which may take long; only then let the others wait
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        mailer.send_messages([Sealed(bytes(letter.source), address=letter.address)])
    finally:
        with suppress(OSError):  # however the farewell goes, what was taken is taken
            mailer.close()


def _refused(letter: Letter, code: int, answer: bytes | str, at: datetime) -> LetterState:
    said = answer.decode(errors="replace") if isinstance(answer, bytes) else answer
    if code >= PERMANENT:
        return _end(letter, LetterState.REFUSED, f"{code} {said}", at)
    return _later(letter, f"{code} {said}", at)


def _later(letter: Letter, reason: str, at: datetime) -> LetterState:
    letter.attempts += 1
    if letter.attempts >= MOST_SENDINGS:
        return _end(letter, LetterState.GIVEN_UP, reason, at)
    letter.reason = reason
    letter.due_at = at + pause_after(letter.attempts)
    letter.save(update_fields=["attempts", "reason", "due_at"])
    enqueue_sending(letter=letter, at=letter.due_at)
    log("jobs.letter.postponed", by=None, data=letter.facts | {"attempts": letter.attempts})
    return LetterState.WAITING


def _end(letter: Letter, state: LetterState, reason: str, at: datetime) -> LetterState:
    letter.state, letter.reason, letter.ended_at = state, reason, at
    letter.save(update_fields=["state", "reason", "ended_at", "attempts"])
    log(f"jobs.letter.{state}", by=None, data=letter.facts)
    return state


def _moved(letter: Letter, allowed: Iterable[str], state: LetterState, **changes: object) -> Letter:
    """Lock the letter, see that it is where it is taken to be, and move it on."""
    locked = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if locked.state not in allowed or state not in LETTER[LetterState(locked.state)]:
        raise NotPossibleNow(locked.state)
    locked.state = state
    for name, value in changes.items():
        setattr(locked, name, value)
    locked.save(update_fields=["state", *changes])
    return locked
