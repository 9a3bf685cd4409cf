"""Writing letters: each is a row in the transaction that caused it, and so is the job that will send it."""

from collections.abc import Mapping
from email.message import EmailMessage as Message
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import get_language

from eciap.foundation.accounts.models import Person
from eciap.foundation.accounts.queries import person_with_address
from eciap.foundation.audit.operations import log
from eciap.foundation.jobs.enums import LetterState
from eciap.foundation.jobs.envelopes import envelope, finished
from eciap.foundation.jobs.letterpress import compose
from eciap.foundation.jobs.models import Letter, Undeliverable, Unsubscription
from eciap.foundation.jobs.operations.sending import enqueue_sending
from eciap.foundation.jobs.presses import whole
from eciap.foundation.jobs.purposes import SERVICE, purpose_called
from eciap.foundation.jobs.queries import letters_naming, letters_to, obstacle_to
from eciap.foundation.jobs.queries.box import END_OF_LETTER, read_boxed
from eciap.foundation.jobs.tokens import Wish, token_of

TRIAL = "jobs/letters/trial.html"


@transaction.atomic
def post_letter(
    *,
    to: Person,
    template: str,
    context: Mapping[str, Any],
    purpose: str = SERVICE.key,
    hold: bool = False,
    by: Person | None,
) -> Letter:
    """Write a letter to a person, in the language they prefer; a job sends it after the transaction.

    `template` extends `jobs/letter.html` and lies at `templates/<app>/letters/`; it also gets `to`, `site_name` and
    `unsubscribe_url`. A letter that is held waits for the secretariat to release it. A letter that must not be sent
    (unsubscribed, undeliverable) is written down as dropped, with the obstacle as its reason.

    Raises:
        UnknownPurpose: when nobody has registered the purpose.

    """
    language = to.language or (get_language() if by == to else None) or settings.LANGUAGE_CODE
    return _post(to, to.email, language, template, context, purpose_key=purpose, hold=hold, by=by)


@transaction.atomic
def post_letter_to_address(
    *,
    address: str,
    language: str,
    template: str,
    context: Mapping[str, Any],
    purpose: str = SERVICE.key,
    hold: bool = False,
    by: Person | None,
) -> Letter:
    """Write a letter to somebody without an account. As `post_letter`; `to` is the address.

    Raises:
        UnknownPurpose: when nobody has registered the purpose.

    """
    return _post(None, address, language, template, context, purpose_key=purpose, hold=hold, by=by)


@transaction.atomic
def post_message(*, message: EmailMessage) -> list[Letter]:
    """Write a letter to each recipient of a message that a library has finished, such as allauth's."""
    sealed = finished(message)
    source = sealed.message()
    language = get_language() or settings.LANGUAGE_CODE
    letters = [
        Letter(person=person_with_address(address), address=address, language=language, purpose=SERVICE.key)
        for address in dict.fromkeys(parseaddr(recipient)[1] for recipient in sealed.recipients())
    ]
    return [_write(letter, source, by=None) for letter in letters]


@transaction.atomic
def post_trial_letter(*, to: Person, by: Person) -> Letter:
    """Write somebody a letter that only shows that letters are sent."""
    language = to.language or get_language() or settings.LANGUAGE_CODE
    context = {"jobs_url": reverse("jobs:overview")}
    return _post(to, to.email, language, TRIAL, context, purpose_key=SERVICE.key, hold=False, by=by)


@transaction.atomic
def burn_letters(*, person: Person, box: Path) -> int:
    """Remove the letters to somebody who is erased or naming them, from the box as well, and what was noted of them.

    Returns how many letters there were.
    """
    address = person.email.lower()
    letters = [*(letter.pk for letter in letters_to(person)), *letters_naming(person)]
    Letter.objects.filter(pk__in=letters).delete()
    Undeliverable.objects.filter(address=address).delete()
    Unsubscription.objects.filter(Q(person=person) | Q(address=address)).delete()
    burnt = len(letters) + sum(_burn(file, person.email) for file in sorted(box.glob("*.log")))
    log("jobs.letters.burnt", by=None, data={"letters": burnt})
    return burnt


def _burn(file: Path, email: str) -> int:
    parts = [part for part in file.read_bytes().split(END_OF_LETTER) if part.strip()]
    kept = [part for part in parts if not read_boxed("", part).names(email)]
    if len(kept) == len(parts):
        return 0
    if kept:
        file.write_bytes(b"".join(part + END_OF_LETTER for part in kept))
    else:
        file.unlink()
    return len(parts) - len(kept)


def _post(
    person: Person | None,
    address: str,
    language: str,
    template: str,
    context: Mapping[str, Any],
    *,
    purpose_key: str,
    hold: bool,
    by: Person | None,
) -> Letter:
    wish = Wish(purpose_key, person.pk if person else None, address.lower())
    optional = purpose_called(purpose_key).optional
    unsubscribe_url = whole(reverse("jobs:unsubscribe", args=[token_of(wish)])) if optional else ""
    given = {"to": person or address, **context, "unsubscribe_url": unsubscribe_url}
    words = compose(template, given, language=language)
    letter = Letter(
        person=person,
        address=address,
        language=language,
        template=template,
        purpose=purpose_key,
        state=LetterState.HELD if hold else LetterState.WAITING,
    )
    return _write(letter, envelope(words, address=address, unsubscribe_url=unsubscribe_url).message(), by=by)


def _write(letter: Letter, message: Message, *, by: Person | None) -> Letter:
    letter.message_id, letter.subject = str(message["Message-ID"]), str(message["Subject"])
    letter.source = message.as_bytes()
    if obstacle := obstacle_to(letter):
        letter.state, letter.reason, letter.ended_at = LetterState.DROPPED, obstacle, Now()
    letter.save()
    if letter.state == LetterState.WAITING:
        enqueue_sending(letter=letter)
    log("jobs.letter.posted", by=by, data=letter.facts)
    return letter
