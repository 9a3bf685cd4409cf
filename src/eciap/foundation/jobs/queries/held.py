"""What jobs and the outbox hold of a person, the letters in the box included."""

from pathlib import Path

from django.db.models import Q
from django.utils.translation import gettext as _
from procrastinate.contrib.django.models import ProcrastinateJob

from eciap.foundation.accounts.models import Person
from eciap.foundation.accounts.registry.mydata import Fate, Holding
from eciap.foundation.jobs.models import Letter
from eciap.foundation.jobs.queries.box import letters_in_box


def fate_of_jobs(person: Person) -> Fate:
    """Jobs stay; what they say of a person is struck out."""
    struck = _("your name and address, where jobs were given them or failed over them")
    return Fate(goes=(struck,))


def jobs_of(person: Person) -> Holding:
    """The jobs that were given the address of a person: what they were for, and when."""
    named = ProcrastinateJob.objects.filter(args__icontains=person.email).order_by("id")
    return Holding({"jobs": [{"task": job.args.get("path", job.task_name), "id": job.pk} for job in named]})


def letters_to(person: Person) -> list[Letter]:
    """The letters that the outbox still has to a person or their address, the oldest first."""
    return list(Letter.objects.filter(Q(person=person) | Q(address__iexact=person.email)).order_by("id"))


def letters_naming(person: Person) -> list[int]:
    """The letters to others in which the address of a person stands: each is read, for it may be encoded in any way."""
    others = Letter.objects.exclude(Q(person=person) | Q(address__iexact=person.email)).order_by("id")
    return [letter.pk for letter in others.iterator() if person.email in f"{letter.subject}\n{letter.text}".lower()]


def letters_of(person: Person, *, box: Path) -> Holding:
    """The letters to a person, as they were written, and those that lie in the box instead of being sent."""
    told = [
        {"at": letter.posted_at, "purpose": letter.purpose, "subject": letter.subject, "text": letter.text}
        for letter in letters_to(person)
    ]
    boxed = [
        {"at": letter.at, "to": letter.to, "subject": letter.subject, "text": letter.text}
        for letter in letters_in_box(box, person.email)
    ]
    return Holding({"letters": told, "letters_in_the_box": boxed})


def fate_of_letters(person: Person) -> Fate:
    """They go, and with them what was noted of the address."""
    return Fate(goes=(_("letters to you, and what you unsubscribed from"),))
