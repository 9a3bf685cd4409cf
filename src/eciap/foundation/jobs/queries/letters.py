"""Reading the outbox: letters by state, those that nobody looks after, and what stands in the way of one."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, QuerySet
from procrastinate.contrib.django.models import ProcrastinateJob

from eciap.foundation.jobs.enums import LetterState, Obstacle
from eciap.foundation.jobs.models import Letter, Undeliverable, Unsubscription
from eciap.foundation.jobs.reports import Report
from eciap.foundation.jobs.tokens import Wish

LIVING = ("todo", "doing")


def letters(state: str = "") -> QuerySet[Letter]:
    """Letters, the newest first: all, or those in one state. Their sources stay where they are."""
    found = Letter.objects.defer("source").order_by("-id")
    return found.filter(state=state) if state else found


def letters_going_out() -> QuerySet[Letter]:
    """Letters that were sent or will be without anybody's doing, the newest first."""
    return Letter.objects.filter(state__in=[LetterState.WAITING, LetterState.SENT]).order_by("-id")


def letters_by_state() -> Mapping[str, int]:
    """How many letters there are in each state; every state is named."""
    counted = dict(Letter.objects.order_by().values_list("state").annotate(Count("id")))
    return {state.value: counted.get(state.value, 0) for state in LetterState}


def letters_stranded(before: datetime) -> QuerySet[Letter]:
    """Letters that were due before then and have no job any more that would send them."""
    job = ProcrastinateJob.objects.filter(pk=OuterRef("job_id"), status__in=LIVING)
    return Letter.objects.filter(~Exists(job), state=LetterState.WAITING, due_at__lt=before).order_by("id")


def obstacle_to(letter: Letter) -> str:
    """What stands in the way of sending this letter; empty when nothing does."""
    if Undeliverable.objects.filter(address=letter.address.lower()).exists():
        return Obstacle.UNDELIVERABLE.value
    if has_unsubscribed(Wish(letter.purpose, letter.person_id, letter.address)):
        return Obstacle.UNSUBSCRIBED.value
    return ""


def has_unsubscribed(wish: Wish) -> bool:
    """Whether letters of this purpose are not wanted by this person, or at this address without an account."""
    unwanted = Unsubscription.objects.filter(purpose=wish.purpose)
    if wish.person_id:
        return unwanted.filter(person=wish.person_id).exists()
    return unwanted.filter(address=wish.address.lower()).exists()


def undeliverable_addresses() -> QuerySet[Undeliverable]:
    """Addresses from which letters come back, the latest first."""
    return Undeliverable.objects.order_by("-since", "-id")


def letter_of_report(report: Report) -> Letter | None:
    """The letter that a report speaks of: by its Message-ID, and by the address where several got the same."""
    gone_out = Letter.objects.filter(state__in=[LetterState.SENT, LetterState.BOUNCED]).order_by("id")
    found = list(gone_out.filter(message_id=report.message_id))
    # One letter is believed to be meant also where the report names another address: letters are passed on.
    return next((letter for letter in found if len(found) == 1 or letter.address.lower() == report.address), None)
