"""Reading the queue: how full it is, what failed, which jobs were lost with their worker, whether one is alive."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import (
    Count,
    DurationField,
    ExpressionWrapper,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
)
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, Now
from procrastinate.contrib.django.models import (
    ProcrastinateEvent,
    ProcrastinateJob,
    ProcrastinatePeriodicDefer,
    ProcrastinateWorker,
)

from eciap.foundation.jobs.models import Attempt
from eciap.foundation.jobs.registry import LOST_AFTER, PERIODIC, RUNNER

DUE = Q(scheduled_at=None) | Q(scheduled_at__lte=Now())


@dataclass(frozen=True)
class JobStory:
    """A job, when it was enqueued and last changed, and the attempts at it in their order."""

    job: ProcrastinateJob
    enqueued_at: datetime | None
    changed_at: datetime | None
    attempts: list[Attempt]


@dataclass(frozen=True)
class QueueNow:
    """How full a queue is."""

    name: str
    due: int
    later: int
    running: int
    failed: int


@dataclass(frozen=True)
class Appointment:
    """A periodic job: its task, when it runs (a cron expression, UTC), and when it was enqueued last."""

    path: str
    cron: str
    last: datetime | None


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
    return ProcrastinateJob.objects.filter(DUE, status="todo").order_by(F("priority").desc(), "id")


def jobs_waiting_with(queueing_lock: str) -> QuerySet[ProcrastinateJob]:
    """The job that waits under this lock, which keeps a second one out of the queue."""
    return ProcrastinateJob.objects.filter(queueing_lock=queueing_lock, status="todo")


def queues_now() -> list[QueueNow]:
    """Every queue that holds jobs, by name."""
    counted = (
        ProcrastinateJob.objects.order_by("queue_name")
        .values_list("queue_name")
        .annotate(
            due=Count("id", filter=DUE & Q(status="todo")),
            later=Count("id", filter=~DUE & Q(status="todo")),
            running=Count("id", filter=Q(status="doing")),
            failed=Count("id", filter=Q(status="failed")),
        )
    )
    return [QueueNow(*row) for row in counted]


def jobs_failed() -> QuerySet[ProcrastinateJob]:
    """Jobs that have failed for good, the latest first, with `path`, `error`, `traceback` and `ended_at`."""
    return _with_last_attempt(ProcrastinateJob.objects.filter(status="failed")).order_by("-id")


def jobs_tried_again() -> QuerySet[ProcrastinateJob]:
    """Jobs that have failed and wait for another attempt, the soonest first; annotated as `jobs_failed`."""
    waiting = ProcrastinateJob.objects.filter(status="todo", attempts__gt=0)
    return _with_last_attempt(waiting).order_by(F("scheduled_at").asc(nulls_first=True), "id")


def timetable() -> list[Appointment]:
    """Every periodic job, by the path of its task."""
    seen = ProcrastinatePeriodicDefer.objects.order_by().values_list("periodic_id").annotate(Max("defer_timestamp"))
    last = {path: datetime.fromtimestamp(at, UTC) for path, at in seen if at}
    return [Appointment(path=path, cron=cron, last=last.get(path)) for path, cron in sorted(PERIODIC.items())]


def _with_last_attempt(jobs: QuerySet[ProcrastinateJob]) -> QuerySet[ProcrastinateJob]:
    attempts = Attempt.objects.filter(job=OuterRef("pk")).exclude(error="").order_by("-id")
    return jobs.annotate(
        path=Coalesce(KeyTextTransform("path", "args"), "task_name", output_field=TextField()),
        error=Subquery(attempts.values("error")[:1]),
        traceback=Subquery(attempts.values("traceback")[:1]),
        ended_at=Subquery(attempts.values("finished_at")[:1]),
    )
