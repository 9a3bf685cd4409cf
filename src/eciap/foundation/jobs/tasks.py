"""Running jobs: the one procrastinate task behind all of Django's; the jobs of queue, outbox, log and accounts."""

from contextlib import AbstractContextManager, nullcontext, suppress
from typing import Any

from django.core.mail import mailers
from django.db import connection, transaction
from django.tasks import TaskContext, TaskResult, TaskResultStatus, task
from django.tasks.exceptions import TaskResultDoesNotExist
from django.tasks.signals import task_finished, task_started
from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.jobs import Job
from procrastinate.retry import BaseRetryStrategy, RetryDecision

from eciap.foundation.accounts import operations as accounts
from eciap.foundation.accounts.queries import due_to_be_erased
from eciap.foundation.audit.operations import AT_ONCE, publish_head, seal_entries
from eciap.foundation.jobs import operations
from eciap.foundation.jobs.backend import ProcrastinateBackend
from eciap.foundation.jobs.registry import (
    KEEP_FAILED,
    KEEP_LETTERS,
    KEEP_SUCCEEDED,
    LOST_AFTER,
    RETRIES,
    RUNNER,
    STRANDED_AFTER,
    pause_after,
    periodic,
    retried,
)


class GrowingPauses(BaseRetryStrategy):
    """Try a failed job again as often as its task wants, after longer and longer pauses."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Decide by the number of attempts before this one."""
        if job.attempts >= arguments(job).get("retries", RETRIES):
            return None
        return RetryDecision(retry_in={"seconds": int(pause_after(job.attempts).total_seconds())})


def arguments(job: Job) -> dict[str, Any]:
    """Return what `backend.payload` wrote."""
    return job.task_kwargs


AGAIN = GrowingPauses()


@app.task(name=RUNNER, pass_context=True, retry=AGAIN)
def run_task(context: JobContext, /, **_payload: Any) -> None:
    """Run the task that the job names; procrastinate notes whether it has to be tried again."""
    perform(context.job, worker=str(context.worker_name))


def perform(job: Job, *, worker: str) -> None:
    """Run the job in this thread and note the attempt with its value or its error; the error is raised again."""
    attempt = operations.begin_attempt(job_id=int(job.id or 0), worker=worker)
    try:
        result = _result(job, TaskResultStatus.RUNNING)
        task_started.send_robust(ProcrastinateBackend, task_result=result)
        with _savepoint():
            value = _call(result)
        operations.end_attempt(attempt=attempt, value=value)
    except BaseException as error:
        operations.fail_attempt(attempt=attempt, error=error)
        if AGAIN.get_retry_decision(exception=error, job=job) is None:
            _tell_finished(job, TaskResultStatus.FAILED)
        raise
    _tell_finished(job, TaskResultStatus.SUCCESSFUL)


def _call(result: TaskResult[Any, Any]) -> object:
    context: list[Any] = [TaskContext(task_result=result)] if result.task.takes_context else []
    return result.task.call(*context, *result.args, **result.kwargs)


def _savepoint() -> AbstractContextManager[None]:
    """Keep the transaction of somebody who runs jobs inside one usable when a job breaks."""
    return transaction.atomic() if connection.in_atomic_block else nullcontext()


def _result(job: Job, status: TaskResultStatus) -> TaskResult[Any, Any]:
    return ProcrastinateBackend(arguments(job)["backend"], {}).result_as(str(job.id), status)


def _tell_finished(job: Job, status: TaskResultStatus) -> None:
    with suppress(TaskResultDoesNotExist):  # its task is gone: nobody can be waiting for it
        task_finished.send_robust(ProcrastinateBackend, task_result=_result(job, status))


@periodic("* * * * *")
@retried(0)
@task(priority=100)
def rescue_lost_jobs() -> list[int]:
    """Run the jobs of killed workers again."""
    return operations.rescue_lost_jobs(silent_for=LOST_AFTER)


@periodic("17 3 * * *")
@task(priority=-100)
def forget_old_jobs() -> None:
    """Keep the tables of the queue short."""
    operations.forget_old_jobs(succeeded_for=KEEP_SUCCEEDED, failed_for=KEEP_FAILED)


@task(queue_name="letters")
def send_letter(letter_id: int) -> str | None:
    """Send a letter, unless that was done meanwhile."""
    return operations.send_letter(letter_id=letter_id, mailer=mailers["carrier"], at=timezone.now())


@periodic("* * * * *")
@retried(0)
@task(priority=90)
def enqueue_stranded_letters() -> list[int]:
    """Look after letters whose job is gone."""
    return operations.enqueue_stranded_letters(silent_for=STRANDED_AFTER, at=timezone.now())


@periodic("41 3 * * *")
@task(priority=-100)
def forget_old_letters() -> int:
    """Keep no letters for longer than is good for those they were sent to."""
    return operations.forget_old_letters(ended_before=timezone.now() - KEEP_LETTERS)


@periodic("* * * * *")
@retried(0)
@task(priority=50)
def seal_log() -> int:
    """Seal what was written to the log, in parts; the log stands below the queue and cannot ask for this itself."""
    parts = [seal_entries()]
    while parts[-1] == AT_ONCE:
        parts.append(seal_entries())
    return sum(parts)


@periodic("5 0 * * *")
@task
def publish_head_of_log() -> None:
    """Publish, once a day, what the log had come to."""
    publish_head()


@periodic("23 * * * *")
@task(priority=-50)
def erase_people() -> int:
    """Erase the people whose time to think better of it is over: each in a transaction of their own."""
    now = timezone.now()
    due = list(due_to_be_erased(at=now))
    for person in due:
        accounts.erase_person(person=person, at=now)
    return len(due)


@periodic("47 2 * * *")
@task(priority=-100)
def forget_old_data() -> dict[str, int]:
    """Remove personal data that are older than they need be."""
    return accounts.forget_what_is_old(at=timezone.now())
