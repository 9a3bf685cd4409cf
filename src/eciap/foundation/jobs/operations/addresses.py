"""Who is not to get letters: addresses from which they come back, and purposes that somebody does not want."""

from django.db import transaction

from eciap.foundation.accounts.models import Person
from eciap.foundation.audit.operations import log
from eciap.foundation.jobs.enums import LetterState
from eciap.foundation.jobs.models import Letter, Undeliverable, Unsubscription
from eciap.foundation.jobs.purposes import purpose_called
from eciap.foundation.jobs.queries import letter_of_report
from eciap.foundation.jobs.reports import Report
from eciap.foundation.jobs.tokens import Wish


class NotOptional(ValueError):
    """Raised when somebody wants to unsubscribe from letters that belong to what they do here."""


@transaction.atomic
def note_bounce(*, report: Report) -> Letter | None:
    """Write down that a letter came back; when it is for good, send no more to its address.

    Only a report on a letter that was sent from here, by its Message-ID, is believed: anybody can write a report.
    Returns the letter, or None for a report that is not believed.
    """
    letter = letter_of_report(report)
    if letter is None:
        return None
    Letter.objects.filter(pk=letter.pk, state=LetterState.SENT).update(
        state=LetterState.BOUNCED, reason=f"{report.status} {report.diagnosis}".strip()
    )
    if report.is_for_good:
        Undeliverable.objects.get_or_create(
            address=letter.address.lower(), defaults={"status": report.status, "reason": report.diagnosis}
        )
    log("jobs.letter.bounced", by=None, data=letter.facts | {"status": report.status, "for_good": report.is_for_good})
    return letter


@transaction.atomic
def restore_address(*, address: Undeliverable, by: Person) -> None:
    """Send letters to an address again, as its owner has mended what was broken."""
    address.delete()
    log("jobs.address.restored", by=by, data={"status": address.status})


@transaction.atomic
def unsubscribe(*, wish: Wish) -> None:
    """Send no more letters of this purpose, from now on and among those that wait; twice is as good as once.

    Raises:
        UnknownPurpose: when there is no such purpose any more.
        NotOptional: when letters of this purpose are no matter of choice.

    """
    if not purpose_called(wish.purpose).optional:
        raise NotOptional(wish.purpose)
    person = _person_of(wish)
    if wish.person_id and person is None:
        return  # the account is gone, and its letters with it
    Unsubscription.objects.get_or_create(person=person, address=wish.address, purpose=wish.purpose)
    log("jobs.purpose.unsubscribed", by=person, data={"purpose": wish.purpose})


@transaction.atomic
def subscribe_again(*, wish: Wish) -> None:
    """Send letters of this purpose again."""
    person = _person_of(wish)
    Unsubscription.objects.filter(person=person, address=wish.address, purpose=wish.purpose).delete()
    log("jobs.purpose.subscribed_again", by=person, data={"purpose": wish.purpose})


def _person_of(wish: Wish) -> Person | None:
    return Person.objects.filter(pk=wish.person_id).first() if wish.person_id else None
