"""What jobs and the outbox hold of a person."""

from django.db.models import Q
from django.utils.translation import gettext as _
from procrastinate.contrib.django.models import ProcrastinateJob

from eciap.foundation.accounts.models import Person
from eciap.foundation.accounts.registry.mydata import Fate, Holding
from eciap.foundation.jobs.models import Letter


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


def letters_of(person: Person) -> Holding:
    """The letters to a person, as they were written."""
    told = [
        {"at": letter.posted_at, "purpose": letter.purpose, "subject": letter.subject, "text": letter.text}
        for letter in letters_to(person)
    ]
    return Holding({"letters": told})


def fate_of_letters(person: Person) -> Fate:
    """They go, and with them what was noted of the address."""
    return Fate(goes=(_("letters to you, and what you unsubscribed from"),))
