"""How jobs run: the figures for all of them, and what a task says about itself beside its code.

    @periodic("0 3 * * *")
    @retried(0)
    @task
    def sweep() -> None: ...

Every job may run more than once (a worker may be killed between the work and the note of it), so a task is written to
be safe to repeat.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from croniter import croniter
from django.tasks import Task

RUNNER = "eciap.jobs.run"  # the one procrastinate task under which every task of Django's runs
RETRIES = 4  # times a job that failed is tried again, unless its task says otherwise
LOSSES = 5  # attempts after which a job that takes its workers down with it is given up

HEARTBEAT = timedelta(seconds=5)
LOST_AFTER = timedelta(seconds=20)  # a worker that has been silent for so long is taken for dead

LONGEST_PAUSE = timedelta(hours=6)
MOST_SENDINGS = 16  # times a letter is tried while the mail server is away, which takes about two and a half days
STRANDED_AFTER = timedelta(minutes=1)  # a letter that is overdue for so long and has no job gets another

KEEP_SUCCEEDED = timedelta(days=7)
KEEP_FAILED = timedelta(days=60)
KEEP_LETTERS = timedelta(days=30)  # after they were sent, or were not

PERIODIC: dict[str, str] = {}  # path of the task → cron expression


class NotACronExpression(ValueError):
    """Raised when a task is declared periodic with something that names no times."""


def pause_after(attempts: int) -> timedelta:
    """Return how long to wait before the next attempt: 2 s, 8 s, 32 s, about 2 and 9 minutes, up to six hours.

    >>> str(pause_after(0)), str(pause_after(2)), str(pause_after(15))
    ('0:00:02', '0:00:32', '6:00:00')
    """
    return min(timedelta(seconds=2 * 4**attempts), LONGEST_PAUSE)


def retried[**P, R](times: int) -> Callable[[Task[P, R]], Task[P, R]]:
    """Try the task again so many times when it fails, with growing pauses; 0: never."""

    def declare(task: Task[P, R]) -> Task[P, R]:
        options: dict[str, Any] = {"retries": times}  # a field of our own class of tasks, see `backend`
        return replace(task, **options)

    return declare


def periodic[R](cron: str) -> Callable[[Task[[], R]], Task[[], R]]:
    """Enqueue the task by the clock (UTC): once, however many workers run, and not while it still waits.

    Raises:
        NotACronExpression: when `cron` names no times.

    """
    if not croniter.is_valid(cron):
        raise NotACronExpression(cron)

    def declare(task: Task[[], R]) -> Task[[], R]:
        PERIODIC[task.module_path] = cron
        return task

    return declare
