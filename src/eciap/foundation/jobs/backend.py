"""Django's task API on procrastinate: a job is a row, written in the transaction that enqueues it.

The same class serves `django_tasks`, the package of the same API that Wagtail declares its tasks with: it only asks for
`task_class`, and from there on its tasks are Django's.
"""

from dataclasses import dataclass
from typing import Any

from django.tasks import Task, TaskResult, TaskResultStatus
from django.tasks.backends.base import BaseTaskBackend
from django.tasks.base import TaskError
from django.tasks.exceptions import InvalidTask, TaskResultDoesNotExist
from django.tasks.signals import task_enqueued
from django.utils.json import normalize_json
from django.utils.module_loading import import_string
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

from eciap.foundation.jobs.queries import JobStory, moment_enqueued, story_of_job
from eciap.foundation.jobs.registry import RETRIES, RUNNER

STATUS = {
    "todo": TaskResultStatus.READY,
    "doing": TaskResultStatus.RUNNING,
    "succeeded": TaskResultStatus.SUCCESSFUL,
    "failed": TaskResultStatus.FAILED,
    "cancelled": TaskResultStatus.FAILED,
    "aborted": TaskResultStatus.FAILED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RetriedTask(Task[Any, Any]):
    """Django's task, and how often it is tried again when it fails."""

    retries: int = RETRIES


class ProcrastinateBackend(BaseTaskBackend):
    """Enqueues tasks as jobs of procrastinate and tells what became of them."""

    task_class = RetriedTask
    supports_defer = True
    supports_async_task = True
    supports_get_result = True
    supports_priority = True

    def __init__(self, alias: str, params: dict[str, Any]) -> None:
        """Accept every queue, unless the settings list them."""
        super().__init__(alias, {"QUEUES": [], **params})

    def enqueue(self, task: Task[Any, Any], args: Any, kwargs: Any) -> TaskResult[Any, Any]:
        """Write the job; it exists for workers once the open transaction is committed, and not before.

        Raises:
            InvalidTask: when a worker could not find the task by its path.

        """
        self.validate_task(task)
        if find_task(task.module_path) is None:
            msg = f"No worker would find {task.module_path}: it is not a task of a module."
            raise InvalidTask(msg)

        kept = payload(task, args, kwargs)
        job = configure_task(
            name=RUNNER,
            job_manager=JobManager(DjangoConnector()),  # part of the open transaction, also inside a worker
            queue=task.queue_name,
            priority=task.priority,
            schedule_at=task.run_after,
            task_kwargs=kept,
        )
        result = _result(_story_begun(job.defer(), task, kept), task, TaskResultStatus.READY)
        task_enqueued.send(type(self), task_result=result)
        return result

    def get_result(self, result_id: str) -> TaskResult[Any, Any]:
        """Tell what became of a job.

        Raises:
            TaskResultDoesNotExist: when there is no such job, or its task is no longer part of the platform.

        """
        return self.result_as(result_id)

    def result_as(self, result_id: str, status: TaskResultStatus | None = None) -> TaskResult[Any, Any]:
        """Tell what became of a job, in a status that is about to be written.

        Raises:
            TaskResultDoesNotExist: when there is no such job, or its task is no longer part of the platform.

        """
        try:
            story = story_of_job(int(result_id))
        except (ProcrastinateJob.DoesNotExist, ValueError) as error:
            raise TaskResultDoesNotExist(result_id) from error
        task = find_task(story.job.args["path"])
        if task is None:
            raise TaskResultDoesNotExist(result_id)
        return _result(story, task, status or STATUS[story.job.status])


def find_task(path: str) -> Task[Any, Any] | None:
    """Return the task of that path, if there is one."""
    try:
        found = import_string(path)
    except ImportError:
        return None
    return found if isinstance(found, Task) and found.module_path == path else None


def payload(task: Task[Any, Any], args: Any, kwargs: Any) -> dict[str, Any]:
    """Return what procrastinate keeps of a task until it runs."""
    return {
        "path": task.module_path,
        "backend": task.backend,
        "retries": getattr(task, "retries", RETRIES),
        "args": normalize_json(list(args)),
        "kwargs": normalize_json(dict(kwargs)),
    }


def _story_begun(job_id: int, task: Task[Any, Any], kept: dict[str, Any]) -> JobStory:
    """Tell the story of a job that was enqueued a moment ago, without asking for what is known."""
    job = ProcrastinateJob(
        id=job_id, args=kept, queue_name=task.queue_name, priority=task.priority, scheduled_at=task.run_after
    )
    moment = moment_enqueued(job_id)
    return JobStory(job=job, enqueued_at=moment, changed_at=moment, attempts=[])


def _result(story: JobStory, task: Task[Any, Any], status: TaskResultStatus) -> TaskResult[Any, Any]:
    job, attempts = story.job, story.attempts
    result: TaskResult[Any, Any] = TaskResult(
        task=task.using(priority=job.priority, queue_name=job.queue_name, run_after=job.scheduled_at),
        id=str(job.pk),
        status=status,
        enqueued_at=story.enqueued_at,
        started_at=attempts[0].started_at if attempts else None,
        last_attempted_at=attempts[-1].started_at if attempts else None,
        finished_at=None,
        args=job.args["args"],
        kwargs=job.args["kwargs"],
        backend=job.args["backend"],
        errors=[TaskError(exception_class_path=a.error, traceback=a.traceback) for a in attempts if a.error],
        worker_ids=[attempt.worker for attempt in attempts],
    )
    if result.is_finished:
        ended = attempts[-1] if attempts else None
        # A job that was called off before it ran has no attempt. The class is frozen; Django's backends do the same.
        object.__setattr__(result, "finished_at", ended.finished_at if ended else story.changed_at)
        object.__setattr__(result, "_return_value", ended.value if ended else None)
    return result
