"""Keeping the books of the queue: attempts begin and end, lost jobs run again, old ones are forgotten."""

import json
import logging
import re
import traceback
from datetime import timedelta

from django.db import connection, transaction
from django.utils.json import normalize_json
from procrastinate import sql
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Status

from eciap.foundation.accounts.models import Person
from eciap.foundation.audit.models import ClockTimestamp
from eciap.foundation.audit.operations import log
from eciap.foundation.jobs.models import Attempt
from eciap.foundation.jobs.queries import jobs_lost, jobs_waiting_with
from eciap.foundation.jobs.registry import LOSSES

logger = logging.getLogger(__name__)

LONGEST_TRACEBACK = 20_000
MOST_LOGGED = 200
# Strikes words of people out of what jobs were given and what came of them: (pattern, what stands there then, pattern).
STRIKE_TEXT = """
UPDATE jobs_attempt SET traceback = regexp_replace(traceback, %s, %s, 'g') WHERE traceback ~ %s
"""
STRIKE_VALUES = """
UPDATE jobs_attempt SET value = regexp_replace(value::text, %s, %s, 'g')::jsonb WHERE value::text ~ %s
"""
STRIKE_ARGUMENTS = """
UPDATE procrastinate_jobs SET args = regexp_replace(args::text, %s, %s, 'g')::jsonb WHERE args::text ~ %s
"""
RESCUE_LOCK = 0x6563_6961_70  # one rescuer at a time, however many workers there are


class WorkerLost(Exception):
    """Stands for what ended an attempt when its worker was killed, lost its machine or its database."""


class NothingToRepeat(ValueError):
    """Raised when a job is to be run again that has not failed, or whose like is waiting already."""


@transaction.atomic
def begin_attempt(*, job_id: int, worker: str) -> Attempt:
    """Note that a worker has started the job."""
    return Attempt.objects.create(job_id=job_id, worker=worker)


@transaction.atomic
def end_attempt(*, attempt: Attempt, value: object) -> None:
    """Note that the attempt succeeded, and the value it returned (anything JSON can hold)."""
    attempt.value = normalize_json(value)
    attempt.finished_at = ClockTimestamp()
    attempt.save(update_fields=["value", "finished_at"])


@transaction.atomic
def fail_attempt(*, attempt: Attempt, error: BaseException) -> None:
    """Note that the attempt failed, and with what."""
    kind = type(error)
    text = "".join(traceback.format_exception(error))[-LONGEST_TRACEBACK:]
    attempt.error = f"{kind.__module__}.{kind.__qualname__}"[:255]
    attempt.traceback = text.replace("\0", "\N{REPLACEMENT CHARACTER}")
    attempt.finished_at = ClockTimestamp()
    attempt.save(update_fields=["error", "traceback", "finished_at"])


@transaction.atomic
def rescue_lost_jobs(*, silent_for: timedelta) -> list[int]:
    """Put the jobs of dead workers back into the queue and return their ids.

    A job that has been lost too often is given up as failed: it would take down one worker after the other.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [RESCUE_LOCK])
    lost = list(jobs_lost(silent_for).select_for_update(skip_locked=True, of=("self",)))
    for job in lost:
        _lose_attempt(job)
        _give_up(job) if job.attempts + 1 >= LOSSES else _enqueue_again(job)
    ids = [job.pk for job in lost]
    if ids:
        logger.warning("These jobs were lost with their worker: %s", ids)
        log("jobs.lost_jobs.requeued", by=None, data={"jobs": ids[:MOST_LOGGED]})
    return ids


@transaction.atomic
def run_job_again(*, job_id: int, by: Person) -> None:
    """Put a job that has failed for good back into the queue; if it fails again, it has failed for good again.

    Raises:
        NothingToRepeat: when it has not failed, or the periodic job that it was is waiting already.

    """
    job = ProcrastinateJob.objects.select_for_update(of=("self",)).filter(pk=job_id, status="failed").first()
    if job is None or (job.queueing_lock and jobs_waiting_with(job.queueing_lock).exists()):
        raise NothingToRepeat(job_id)
    _enqueue_again(job)
    log("jobs.job.run_again", by=by, data={"job": job.pk, "task": job.args.get("path", job.task_name)})


@transaction.atomic
def forget_old_jobs(*, succeeded_for: timedelta, failed_for: timedelta) -> None:
    """Remove jobs that ended long ago, with their attempts."""
    hour = timedelta(hours=1)
    for age, statuses in ((succeeded_for, ["succeeded"]), (failed_for, ["failed", "cancelled", "aborted"])):
        DjangoConnector().execute_query(
            sql.queries["delete_old_jobs"], nb_hours=age // hour, queue=None, statuses=statuses
        )
    log("jobs.old_jobs.forgotten", by=None, data={"succeeded_for": str(succeeded_for), "failed_for": str(failed_for)})


@transaction.atomic
def forget_person(*, person: Person) -> int:
    """Strike the address and the name of somebody who is erased from what jobs were given and what came of them.

    Returns how often a row had to be changed.
    """
    address = _alone(person.email)
    orders = [(STRIKE_TEXT, address, "[erased]"), (STRIKE_VALUES, address, "[erased]")]
    orders += [(STRIKE_ARGUMENTS, address, "[erased]")]
    if person.name:
        # In JSON only where the name is all that is said: a key or a number that looks like a name stays whole.
        said = re.escape(json.dumps(person.name, ensure_ascii=False))
        orders += [(STRIKE_TEXT, _alone(person.name), "[erased]"), (STRIKE_VALUES, said, '"[erased]"')]
        orders += [(STRIKE_ARGUMENTS, said, '"[erased]"')]
    struck = 0
    with connection.cursor() as cursor:
        for command, pattern, instead in orders:
            cursor.execute(command, [pattern, instead, pattern])
            struck += cursor.rowcount
    log("jobs.person.forgotten", by=None, data={"struck": struck})
    return struck


def _alone(words: str) -> str:
    return rf"(?<!\w){re.escape(words)}(?!\w)"


def _lose_attempt(job: ProcrastinateJob) -> None:
    attempt = Attempt.objects.filter(job=job, finished_at=None).last()
    if attempt is not None:
        fail_attempt(attempt=attempt, error=WorkerLost(f"{attempt.worker} fell silent while it ran this job"))


def _enqueue_again(job: ProcrastinateJob) -> None:
    DjangoConnector().execute_query(
        sql.queries["retry_job"], job_id=job.pk, retry_at=None, new_priority=None, new_queue_name=None, new_lock=None
    )


def _give_up(job: ProcrastinateJob) -> None:
    DjangoConnector().execute_query(
        sql.queries["finish_job"], job_id=job.pk, status=Status.FAILED.value, delete_job=False
    )
