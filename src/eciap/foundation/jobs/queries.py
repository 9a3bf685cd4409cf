"""Reading the queue: which jobs were lost with their worker, which are old, and whether a worker is alive."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Max, Q, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob, ProcrastinateWorker

from eciap.foundation.accounts.models import Person
from eciap.foundation.accounts.registry.mydata import Fate, Holding
from eciap.foundation.jobs.models import Attempt
from eciap.foundation.jobs.registry import LOST_AFTER, RUNNER


@dataclass(frozen=True)
class JobStory:
    """A job, when it was enqueued and last changed, and the attempts at it in their order."""

    job: ProcrastinateJob
    enqueued_at: datetime | None
    changed_at: datetime | None
    attempts: list[Attempt]


def story_of_job(job_id: int) -> JobStory:
    """What became of one job.

    Raises:
        ProcrastinateJob.DoesNotExist: when there is no such job, or it is not one of Django's tasks.

    """
    happened = "procrastinateevent__at"
    job = (
        ProcrastinateJob.objects.filter(task_name=RUNNER)
        .annotate(
            enqueued_at=Max(happened, filter=Q(procrastinateevent__type="deferred")),
            changed_at=Max(happened, filter=~Q(procrastinateevent__type="scheduled")),
        )
        .get(pk=job_id)
    )
    attempts = list(Attempt.objects.filter(job=job_id).order_by("id"))
    return JobStory(job=job, enqueued_at=job.enqueued_at, changed_at=job.changed_at, attempts=attempts)


def moment_enqueued(job_id: int) -> datetime | None:
    """When the job was enqueued, by the clock of the database."""
    return ProcrastinateEvent.objects.values_list("at", flat=True).get(job=job_id, type="deferred")


def workers_alive(silent_for: timedelta = LOST_AFTER) -> QuerySet[ProcrastinateWorker]:
    """Workers that have been heard of lately."""
    return ProcrastinateWorker.objects.filter(last_heartbeat__gte=Now() - silent_for)


def jobs_lost(silent_for: timedelta) -> QuerySet[ProcrastinateJob]:
    """Jobs marked as running whose worker is gone or has been silent for so long, oldest first."""
    return ProcrastinateJob.objects.filter(
        Q(worker=None) | Q(worker__last_heartbeat__lt=Now() - silent_for), status="doing"
    ).order_by("id")


def jobs_waiting() -> QuerySet[ProcrastinateJob]:
    """Jobs that may run now, in the order in which workers take them."""
    due = Q(scheduled_at=None) | Q(scheduled_at__lte=Now())
    return ProcrastinateJob.objects.filter(due, status="todo").order_by(F("priority").desc(), "id")


def fate_of_jobs(person: Person) -> Fate:
    """Jobs stay; what they say of a person is struck out."""
    struck = _("your name and address, where jobs were given them or failed over them")
    return Fate(goes=(struck,))


def jobs_of(person: Person) -> Holding:
    """The jobs that were given the address of a person: what they were for, and when."""
    named = ProcrastinateJob.objects.filter(args__icontains=person.email).order_by("id")
    return Holding({"jobs": [{"task": job.args.get("path", job.task_name), "id": job.pk} for job in named]})
