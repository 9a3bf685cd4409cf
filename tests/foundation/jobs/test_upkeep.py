"""Jobs of dead workers run again, old ones are forgotten, and the timetable holds."""

import asyncio
from datetime import timedelta

import pytest
from django.contrib import admin
from django.db import IntegrityError, OperationalError, connection, transaction
from django.tasks import TaskResultStatus, task
from procrastinate import sql
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import ConnectorException

from eciap.foundation.audit.models import Entry
from eciap.foundation.jobs import operations, queries
from eciap.foundation.jobs.backend import find_task
from eciap.foundation.jobs.management.commands import run_worker
from eciap.foundation.jobs.models import Attempt
from eciap.foundation.jobs.registry import (
    LOSSES,
    LOST_AFTER,
    PERIODIC,
    RUNNER,
    NotACronExpression,
    pause_after,
    periodic,
    retried,
)
from eciap.foundation.jobs.tasks import forget_old_jobs, rescue_lost_jobs
from tests.foundation.jobs import errands

pytestmark = pytest.mark.django_db
RESCUE = "eciap.foundation.jobs.tasks.rescue_lost_jobs"
GONE = "eciap.foundation.jobs.tasks.gone"
FORGET = "eciap.foundation.jobs.tasks.forget_old_jobs"


@pytest.fixture
def begin():
    """Have a worker of its own begin the next job."""

    def begin_job() -> tuple[int, int]:
        connector = DjangoConnector()
        worker = connector.execute_query_one(sql.queries["register_worker"])["worker_id"]
        job = connector.execute_query_one(sql.queries["fetch_job"], queues=None, worker_id=worker)["id"]
        operations.begin_attempt(job_id=job, worker=f"worker {worker}")
        return job, worker

    return begin_job


def fall_silent(worker: int, seconds: int = 60) -> None:
    run("UPDATE procrastinate_workers SET last_heartbeat = now() - %s * interval '1 s' WHERE id = %s", seconds, worker)


def run(statement: str, *given: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)


def test_the_job_of_a_silent_worker_runs_again(begin, run_due_jobs):
    errands.add.enqueue(1, 2)
    result = errands.add.enqueue(2, 3)
    kept, _ = begin()
    lost, worker = begin()
    fall_silent(worker)

    assert operations.rescue_lost_jobs(silent_for=LOST_AFTER) == [lost]

    assert int(result.id) == lost
    assert [job.pk for job in queries.jobs_waiting()] == [lost]
    (ran,) = run_due_jobs()
    assert (ran.status, ran.return_value, ran.worker_ids) == (
        TaskResultStatus.SUCCESSFUL,
        5,
        [f"worker {worker}", "tests"],
    )
    assert ran.errors[0].exception_class is operations.WorkerLost
    assert ran.errors[0].traceback.endswith(f"worker {worker} fell silent while it ran this job\n")
    assert list(Entry.objects.values_list("verb", "data")) == [("jobs.lost_jobs.requeued", {"jobs": [lost]})]
    assert ProcrastinateJob.objects.get(pk=kept).status == "doing"


def test_the_job_of_a_worker_that_is_gone_runs_again(begin):
    errands.add.enqueue(2, 3)
    lost, worker = begin()
    run("DELETE FROM procrastinate_workers WHERE id = %s", worker)

    assert operations.rescue_lost_jobs(silent_for=LOST_AFTER) == [lost]


def test_a_job_lost_before_its_attempt_was_noted_runs_again(begin):
    errands.add.enqueue(2, 3)
    lost, worker = begin()
    Attempt.objects.all().delete()
    fall_silent(worker)

    assert operations.rescue_lost_jobs(silent_for=LOST_AFTER) == [lost]
    assert Attempt.objects.count() == 0


def test_where_nothing_is_lost_nothing_is_logged(begin):
    errands.add.enqueue(2, 3)
    _, worker = begin()
    fall_silent(worker, seconds=15)

    assert operations.rescue_lost_jobs(silent_for=LOST_AFTER) == []
    assert Entry.objects.count() == 0


def test_a_job_that_takes_its_workers_down_is_given_up(begin):
    result = errands.add.enqueue(2, 3)
    for _ in range(LOSSES):
        _, worker = begin()
        fall_silent(worker)
        operations.rescue_lost_jobs(silent_for=LOST_AFTER)

    result.refresh()
    assert (result.status, result.attempts, len(result.errors)) == (TaskResultStatus.FAILED, LOSSES, LOSSES)
    assert list(queries.jobs_waiting()) == []


def test_workers_that_were_heard_of_lately_are_alive(begin):
    errands.add.enqueue(1, 2)
    errands.add.enqueue(2, 3)
    (_, alive), (_, silent) = begin(), begin()
    fall_silent(silent)
    assert [worker.pk for worker in queries.workers_alive()] == [alive]


def test_old_jobs_are_forgotten_with_their_attempts(run_due_jobs):
    errands.add.enqueue(2, 3)
    errands.fail_for_good.enqueue("hail")
    errands.fail.enqueue("rain")
    young, failed, waiting = (int(ran.id) for ran in run_due_jobs())
    old = int(errands.add.enqueue(3, 4).id)
    run_due_jobs()
    run("UPDATE procrastinate_events SET at = at - interval '8 days' WHERE job_id <> %s", young)

    operations.forget_old_jobs(succeeded_for=timedelta(days=7), failed_for=timedelta(days=60))

    assert set(ProcrastinateJob.objects.values_list("pk", flat=True)) == {young, failed, waiting}
    assert set(Attempt.objects.values_list("job", flat=True)) == {young, failed, waiting}
    assert old not in {young, failed, waiting}
    assert Entry.objects.get().verb == "jobs.old_jobs.forgotten"


def test_the_upkeep_is_on_the_timetable(run_due_jobs):
    assert (PERIODIC[RESCUE], PERIODIC[FORGET]) == ("* * * * *", "17 3 * * *")
    rescue_lost_jobs.enqueue()
    forget_old_jobs.enqueue()
    assert [(ran.task.name, ran.return_value) for ran in run_due_jobs()] == [
        ("rescue_lost_jobs", []),
        ("forget_old_jobs", None),
    ]


def test_workers_learn_the_timetable_once(monkeypatch):
    monkeypatch.setattr(app, "periodic_registry", type(app.periodic_registry)())
    monkeypatch.setattr(run_worker, "PERIODIC", {RESCUE: "* * * * *", FORGET: "17 3 * * *", GONE: "* * * * *"})

    run_worker.declare_periodic_jobs()
    run_worker.declare_periodic_jobs()

    declared = app.periodic_registry.periodic_tasks
    assert {key: (entry.cron, entry.configure_kwargs["queueing_lock"]) for key, entry in declared.items()} == {
        (RUNNER, RESCUE): ("* * * * *", RESCUE),
        (RUNNER, FORGET): ("17 3 * * *", FORGET),
    }
    assert declared[RUNNER, RESCUE].configure_kwargs["task_kwargs"] == {
        "path": RESCUE,
        "backend": "default",
        "retries": 0,
        "args": [],
        "kwargs": {},
    }


@pytest.mark.parametrize("path", sorted(PERIODIC))
def test_every_periodic_job_is_safe_to_repeat(path, run_due_jobs):
    def run_once() -> list[object]:
        find_task(path).enqueue()
        return [(ran.status, ran.attempts) for ran in run_due_jobs() if ran.task.module_path == path]

    assert [run_once(), run_once()] == [[(TaskResultStatus.SUCCESSFUL, 1)]] * 2


def test_what_names_no_times_is_refused():
    with pytest.raises(NotACronExpression, match="whenever"):
        periodic("whenever")


def test_a_task_keeps_all_else_when_it_says_how_often():
    asked = retried(2)(task(priority=7, queue_name="letters")(errands.plain_function))
    assert (asked.retries, asked.priority, asked.queue_name) == (2, 7, "letters")


def test_pauses_grow():
    assert [pause_after(attempts).seconds for attempts in range(5)] == [2, 8, 32, 128, 512]


def test_an_attempt_with_an_error_has_ended():
    job = ProcrastinateJob.objects.get(pk=errands.add.enqueue(2, 3).id)
    with pytest.raises(IntegrityError, match="jobs_attempt_error_ends_it"), transaction.atomic():
        Attempt.objects.create(job=job, worker="w", error="builtins.ValueError")
    assert str(Attempt(job=job, worker="w")) == f"{job.pk} · w"


def test_the_admin_shows_jobs_and_changes_none(admin_client, run_due_jobs):
    errands.fail_for_good.enqueue("hail")
    run_due_jobs()
    job = ProcrastinateJob.objects.get()

    listed = admin_client.get("/admin/procrastinate/procrastinatejob/")
    shown = admin_client.get(f"/admin/procrastinate/procrastinatejob/{job.pk}/change/")

    assert "tests.foundation.jobs.errands.fail_for_good" in listed.content.decode()
    assert "Mishap: hail" in shown.content.decode()
    jobs = admin.site.get_model_admin(ProcrastinateJob)
    may = (jobs.has_add_permission, jobs.has_change_permission, jobs.has_delete_permission, jobs.get_actions)
    assert [ask(listed.wsgi_request) for ask in may] == [False, False, False, {}]


def test_a_worker_waits_for_a_database_that_is_away(monkeypatch, caplog):
    outcomes = iter([ConnectorException("gone"), OperationalError("still gone"), None])

    async def serve(stop, options):
        outcome = next(outcomes)
        if outcome:
            raise outcome

    monkeypatch.setattr(run_worker, "_serve", serve)
    monkeypatch.setattr(run_worker, "LONGEST_PAUSE", 0.01)

    asyncio.run(run_worker.work({"wait": False}))

    assert caplog.messages == [
        "The database is away (gone); trying again in 0.01 s.",
        "The database is away (still gone); trying again in 0.01 s.",
    ]
    assert next(outcomes, "all happened") == "all happened"


def test_a_worker_that_waits_for_the_database_can_be_asked_to_stop(monkeypatch):
    served = []

    async def serve(stop, options):
        served.append(options)
        stop.set()
        raise ConnectorException

    monkeypatch.setattr(run_worker, "_serve", serve)
    asyncio.run(run_worker.work({"wait": True}))
    assert served == [{"wait": True}]
