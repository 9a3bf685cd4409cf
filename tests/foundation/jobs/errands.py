"""Tasks for the stories: at a module of their own, because workers in other processes have to find them."""

import time
from pathlib import Path

from django.tasks import TaskContext, task

from eciap.foundation.audit.models import Entry
from eciap.foundation.audit.operations import log
from eciap.foundation.jobs.registry import retried


class Mishap(Exception):
    """What goes wrong in the stories."""


@task
def add(first: int, second: int) -> int:
    return first + second


@task
async def add_slowly(first: int, second: int) -> int:
    return first + second


@task(takes_context=True)
def tell_attempt(context: TaskContext) -> list[object]:
    return [context.attempt, context.task_result.id]


@task
def note(word: str) -> None:
    log("jobs.errand.noted", by=None, data={"word": word})


@task
def pass_on(word: str) -> None:
    note.enqueue(word)


@task
def fail(word: str) -> None:
    log("jobs.errand.noted", by=None, data={"word": word})
    raise Mishap(word)


@retried(0)
@task
def fail_for_good(word: str) -> None:
    raise Mishap(word)


@retried(0)
@task
def break_the_transaction() -> None:
    Entry.objects.create(verb="no verb of the log")


@retried(0)
@task
def return_what_cannot_be_kept() -> str:
    return "a\0b"


@task
def write_line(path: str, line: str, pause: float = 0.0) -> None:
    """Write a line, then take a while; the second time, after a kill, be quick."""
    file = Path(path)
    first = not file.exists()
    with file.open("a", encoding="utf-8") as lines:
        lines.write(f"{line}\n")
    if first:
        time.sleep(pause)


def plain_function() -> None:
    """Not a task."""


def make_task():
    """Make a task that no worker can find by its path."""
    return task(plain_function)
