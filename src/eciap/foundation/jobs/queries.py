"""Reading the queue: which jobs were lost with their worker, which are old, and whether a worker is alive."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, DurationField, ExpressionWrapper, F, Max, Min, Q, QuerySet
from django.db.models.functions import Coalesce, Now
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob, ProcrastinateWorker

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


def jobs_by_state() -> list[tuple[tuple[str, str], int]]:
    """How many jobs there are in each queue and state: one query."""
    counted = ProcrastinateJob.objects.values_list("queue_name", "status").annotate(number=Count("id"))
    return [((queue, status), number) for queue, status, number in counted.order_by("queue_name", "status")]


def longest_wait() -> list[tuple[tuple[str], float]]:
    """How many seconds the job has waited that has been due for longest, in each queue: one query."""
    waiting = jobs_waiting().order_by("queue_name").filter(procrastinateevent__type="deferred")
    due = Min(Coalesce("scheduled_at", "procrastinateevent__at"))
    queues = waiting.values_list("queue_name").annotate(waited=ExpressionWrapper(Now() - due, DurationField()))
    return [((queue,), waited.total_seconds()) for queue, waited in queues]


def jobs_waiting() -> QuerySet[ProcrastinateJob]:
    """Jobs that may run now, in the order in which workers take them."""
    due = Q(scheduled_at=None) | Q(scheduled_at__lte=Now())
    return ProcrastinateJob.objects.filter(due, status="todo").order_by(F("priority").desc(), "id")
