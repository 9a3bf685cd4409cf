"""A task is enqueued in its transaction, runs, and tells what became of it."""

from datetime import UTC, datetime, timedelta

import django_tasks
import pytest
from asgiref.sync import async_to_sync
from django.db import transaction
from django.tasks import TaskResultStatus, default_task_backend, task_backends
from django.tasks.exceptions import InvalidTask, TaskResultDoesNotExist
from django.tasks.signals import task_enqueued, task_finished, task_started
from procrastinate.contrib.django.models import ProcrastinateJob
from wagtail.tasks import delete_file_from_storage_task

from eciap.foundation.audit.models import Entry
from eciap.foundation.jobs.backend import ProcrastinateBackend
from tests.foundation.jobs import errands

pytestmark = pytest.mark.django_db


def test_a_job_waits_until_a_worker_takes_it():
    enqueued = errands.add.enqueue(2, second=3)

    result = errands.add.get_result(enqueued.id)
    assert (result.status, result.args, result.kwargs) == (TaskResultStatus.READY, [2], {"second": 3})
    assert (result.started_at, result.finished_at, result.last_attempted_at) == (None, None, None)
    assert (result.attempts, result.errors, result.worker_ids, result.backend) == (0, [], [], "default")
    assert result.enqueued_at == enqueued.enqueued_at
    assert abs(result.enqueued_at - datetime.now(UTC)) < timedelta(minutes=1)
    with pytest.raises(ValueError, match="Task has not finished yet"):
        _ = result.return_value


def test_a_job_runs_and_returns_its_value(run_due_jobs):
    result = errands.add.enqueue(2, 3)

    (ran,) = run_due_jobs()

    result.refresh()
    assert (result.id, result.status, result.return_value) == (ran.id, TaskResultStatus.SUCCESSFUL, 5)
    assert result.enqueued_at <= result.started_at == result.last_attempted_at < result.finished_at
    assert (result.attempts, result.worker_ids, result.errors) == (1, ["tests"], [])


def test_a_job_that_fails_waits_and_is_tried_again(run_due_jobs):
    result = errands.fail.enqueue("rain")

    (ran,) = run_due_jobs()

    assert (ran.status, ran.attempts, ran.finished_at) == (TaskResultStatus.READY, 1, None)
    assert ran.errors[0].exception_class is errands.Mishap
    assert ran.errors[0].traceback.splitlines()[-1] == "tests.foundation.jobs.errands.Mishap: rain"
    assert timedelta(seconds=1) < ran.task.run_after - datetime.now(UTC) < timedelta(seconds=3)
    assert run_due_jobs() == []
    assert Entry.objects.count() == 0  # what the failed attempt wrote in its savepoint is gone
    result.refresh()
    assert result.status is TaskResultStatus.READY


def test_a_job_that_keeps_failing_is_given_up_after_five_attempts(run_due_jobs):
    result = errands.fail.enqueue("rain")

    waits = []
    for _ in range(5):
        (ran,) = run_due_jobs()
        waits.append(ran.task.run_after and round((ran.task.run_after - ran.last_attempted_at).total_seconds()))
        _let_time_pass()

    result.refresh()
    assert waits[:4] == [2, 8, 32, 128]
    assert (result.status, result.attempts, len(result.errors)) == (TaskResultStatus.FAILED, 5, 5)
    assert result.finished_at > result.last_attempted_at > result.started_at
    with pytest.raises(ValueError, match="Task failed"):
        _ = result.return_value


def test_a_task_may_say_that_it_is_not_tried_again(run_due_jobs):
    errands.fail_for_good.enqueue("hail")
    (ran,) = run_due_jobs()
    assert (ran.status, ran.attempts) == (TaskResultStatus.FAILED, 1)


def test_a_value_that_cannot_be_kept_is_a_failure(run_due_jobs):
    errands.return_what_cannot_be_kept.enqueue()
    (ran,) = run_due_jobs()
    assert (ran.status, ran.errors[0].exception_class_path) == (TaskResultStatus.FAILED, "django.db.utils.DataError")


def test_a_job_that_breaks_does_not_break_the_next(run_due_jobs):
    errands.break_the_transaction.enqueue()
    errands.note.enqueue("sun")

    assert [ran.status for ran in run_due_jobs()] == [TaskResultStatus.FAILED, TaskResultStatus.SUCCESSFUL]
    assert Entry.objects.get().data == {"word": "sun"}


def test_enqueuing_is_undone_with_its_transaction(run_due_jobs):
    def enqueue_and_think_better_of_it():
        with transaction.atomic():
            errands.note.enqueue("never")
            raise errands.Mishap

    with pytest.raises(errands.Mishap):
        enqueue_and_think_better_of_it()
    errands.note.enqueue("once")

    assert len(run_due_jobs()) == 1
    assert Entry.objects.get().data == {"word": "once"}


def test_a_job_may_enqueue_another(run_due_jobs):
    errands.pass_on.enqueue("sun")
    assert [ran.task.name for ran in run_due_jobs()] == ["pass_on", "note"]


def test_urgent_jobs_come_first_and_later_ones_later(run_due_jobs):
    errands.note.enqueue("second")
    errands.note.using(priority=-10).enqueue("third")
    errands.note.using(priority=10, queue_name="letters").enqueue("first")
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    later = errands.note.using(run_after=tomorrow).enqueue("fourth")

    ran = run_due_jobs()

    assert [each.args for each in ran] == [["first"], ["second"], ["third"]]
    assert [(each.task.priority, each.task.queue_name) for each in ran] == [
        (10, "letters"),
        (0, "default"),
        (-10, "default"),
    ]
    assert later.task.run_after == tomorrow


def test_a_task_is_told_which_attempt_it_is(run_due_jobs):
    result = errands.tell_attempt.enqueue()
    assert [ran.return_value for ran in run_due_jobs()] == [[1, result.id]]


def test_a_task_may_be_a_coroutine(run_due_jobs):
    errands.add_slowly.enqueue(2, 3)
    assert [ran.return_value for ran in run_due_jobs()] == [5]


def test_jobs_are_enqueued_and_asked_after_from_coroutines():
    async def story():
        enqueued = await errands.add.aenqueue(2, 3)
        return await errands.add.aget_result(enqueued.id)

    assert async_to_sync(story)().args == [2, 3]


def test_a_task_that_no_worker_would_find_is_refused():
    with pytest.raises(InvalidTask, match=r"No worker would find tests.foundation.jobs.errands.plain_function"):
        errands.make_task().enqueue()
    assert ProcrastinateJob.objects.count() == 0


def test_a_queue_that_the_settings_do_not_list_is_refused():
    backend = ProcrastinateBackend("default", {"QUEUES": ["letters"]})
    with pytest.raises(InvalidTask, match="Queue 'default' is not valid"):
        backend.enqueue(errands.add, [1, 2], {})


def test_arguments_are_what_json_can_hold():
    with pytest.raises(TypeError, match="Unsupported type"):
        errands.note.enqueue(object())


@pytest.mark.parametrize("unknown", ["0", "none", ""])
def test_there_is_no_result_of_an_unknown_job(unknown):
    with pytest.raises(TaskResultDoesNotExist):
        default_task_backend.get_result(unknown)


def test_a_job_whose_task_is_gone_fails_until_the_task_is_back(run_due_jobs, monkeypatch):
    result = errands.add.enqueue(2, 3)
    task = errands.add

    with monkeypatch.context() as patch:
        patch.delattr(errands, "add")
        with pytest.raises(TaskResultDoesNotExist):
            run_due_jobs()
        with pytest.raises(TaskResultDoesNotExist):
            task.get_result(result.id)

    (error,) = task.get_result(result.id).errors
    assert error.exception_class is TaskResultDoesNotExist


def test_a_job_that_was_called_off_has_failed_without_an_attempt():
    result = errands.add.enqueue(2, 3)
    _sql("UPDATE procrastinate_jobs SET status = 'cancelled' WHERE id = %s", int(result.id))

    result.refresh()

    assert (result.status, result.attempts) == (TaskResultStatus.FAILED, 0)
    assert result.finished_at >= result.enqueued_at


def test_listeners_hear_of_each_step(run_due_jobs):
    heard = []

    def listen(sender, task_result, signal, **_):
        value = task_result.return_value if task_result.status is TaskResultStatus.SUCCESSFUL else None
        heard.append((signal, task_result.status, value, task_result.finished_at is not None))

    for signal in (task_enqueued, task_started, task_finished):
        signal.connect(listen, sender=ProcrastinateBackend)
    try:
        errands.add.enqueue(2, 3)
        errands.fail_for_good.enqueue("hail")
        run_due_jobs()
    finally:
        for signal in (task_enqueued, task_started, task_finished):
            signal.disconnect(listen, sender=ProcrastinateBackend)

    assert heard == [
        (task_enqueued, TaskResultStatus.READY, None, False),
        (task_enqueued, TaskResultStatus.READY, None, False),
        (task_started, TaskResultStatus.RUNNING, None, False),
        (task_finished, TaskResultStatus.SUCCESSFUL, 5, True),
        (task_started, TaskResultStatus.RUNNING, None, False),
        (task_finished, TaskResultStatus.FAILED, None, True),
    ]


def test_wagtails_jobs_run_on_it_too(run_due_jobs, tmp_path):
    """Wagtail declares its tasks with `django_tasks`, whose handler takes our backend from the same setting."""
    (tmp_path / "old.jpg").write_bytes(b"picture")
    storage = ("django.core.files.storage.FileSystemStorage", [], {"location": str(tmp_path)})

    delete_file_from_storage_task.enqueue(storage, "old.jpg")

    assert isinstance(django_tasks.task_backends["default"], ProcrastinateBackend)
    assert isinstance(task_backends["default"], ProcrastinateBackend)
    assert [ran.status for ran in run_due_jobs()] == [TaskResultStatus.SUCCESSFUL]
    assert list(tmp_path.iterdir()) == []


def _let_time_pass():
    _sql("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE status = 'todo'")


def _sql(statement, *given):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement, given)
