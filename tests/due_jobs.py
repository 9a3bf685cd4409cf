"""`run_due_jobs()`: run what is queued, in the test's own transaction, by the code that workers run.

Loaded by `tests/conftest.py`. Jobs are fetched, finished and put back by procrastinate's own functions in the real
database; there is no stand-in. Only the worker's loop and its threads are left out.
"""

import json
from collections.abc import Callable, Iterator

import pytest
from django.tasks import TaskResult, default_task_backend
from procrastinate import sql
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.jobs import Job

type RunDueJobs = Callable[[], list[TaskResult]]


@pytest.fixture
def run_due_jobs() -> RunDueJobs:
    """Run every job that is due, also those that jobs enqueue, and return what became of each attempt, in order."""
    return lambda: [_run(job) for job in _due()]


def _due() -> Iterator[Job]:
    worker = _ask("register_worker")["worker_id"]
    while (row := _ask("fetch_job", queues=None, worker_id=worker))["id"] is not None:
        yield Job.from_row(row | {"args": json.loads(str(row["args"]))})  # Django leaves JSON as text
    DjangoConnector().execute_query(sql.queries["unregister_worker"], worker_id=worker)


def _run(job: Job) -> TaskResult:
    from eciap.foundation.jobs.tasks import AGAIN, perform  # this module is loaded before Django is set up

    try:
        perform(job, worker="tests")
    except Exception as error:  # noqa: BLE001  what a job raises is its outcome
        if again := AGAIN.get_retry_decision(exception=error, job=job):
            _put_back(job, again.retry_at)
        else:
            _finish(job, "failed")
    else:
        _finish(job, "succeeded")
    return default_task_backend.get_result(str(job.id))


def _put_back(job: Job, retry_at) -> None:
    kept = dict.fromkeys(("new_priority", "new_queue_name", "new_lock"))
    DjangoConnector().execute_query(sql.queries["retry_job"], job_id=job.id, retry_at=retry_at, **kept)


def _finish(job: Job, status: str) -> None:
    DjangoConnector().execute_query(sql.queries["finish_job"], job_id=job.id, status=status, delete_job=False)


def _ask(query: str, **given: object) -> dict[str, object]:
    return DjangoConnector().execute_query_one(sql.queries[query], **given)
