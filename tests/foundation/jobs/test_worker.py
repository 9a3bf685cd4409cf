"""Real workers in processes of their own: one is killed in the middle of a job, one is asked to stop."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection
from django.tasks import TaskResultStatus

from eciap.foundation.jobs.models import Letter
from eciap.foundation.jobs.operations import WorkerLost, post_letter_to_address
from tests.foundation.jobs import errands
from tests.foundation.jobs.sink import smtp_sink
from tests.foundation.jobs.world import TRIAL

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def start_worker():
    """Start a worker on the test's own database; it is ended with the test, whatever happens."""
    started = []

    def start(*words: str, **given: str) -> subprocess.Popen:
        command = [sys.executable, "-m", "eciap.config.cli", "worker", *words]
        surroundings = os.environ | {"DATABASE_URL": _url(), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"} | given
        started.append(subprocess.Popen(command, cwd=ROOT, env=surroundings))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def test_the_job_of_a_killed_worker_runs_again(tmp_path, start_worker):
    lines = tmp_path / "lines"
    result = errands.write_line.enqueue(str(lines), "begun", pause=60)
    first = start_worker()
    _wait_for_a_line(lines)
    first.kill()
    first.wait()
    result.refresh()
    assert (result.status, result.attempts) == (TaskResultStatus.RUNNING, 1)

    _let_a_minute_pass()
    assert start_worker("--until-idle").wait(60) == 0

    result.refresh()
    assert lines.read_text() == "begun\nbegun\n"
    assert (result.status, result.attempts) == (TaskResultStatus.SUCCESSFUL, 2)
    assert [error.exception_class for error in result.errors] == [WorkerLost]
    assert len(set(result.worker_ids)) == 2


def test_a_worker_killed_over_a_letter_repeats_that_one_alone(start_worker):
    with smtp_sink() as sink:
        mail = {"MAIL_URL": f"smtp://127.0.0.1:{sink.port}"}
        letters = [_write(number) for number in range(4)]
        workers = []
        sink.taken = lambda letter: _kill_soon(workers[0])  # it never hears the yes
        workers.append(start_worker(**mail))
        workers[0].wait(60)
        sink.taken = lambda letter: None

        _let_a_minute_pass()
        assert start_worker("--until-idle", **mail).wait(60) == 0

    came = Counter(letter["Message-ID"] for _, letter in sink.letters)
    assert came.keys() == {letter.message_id for letter in letters}
    assert sorted(came.values()) == [1, 1, 1, 2]
    assert set(Letter.objects.values_list("state", flat=True)) == {"sent"}


def test_a_worker_that_is_asked_to_stop_ends_its_job_first(tmp_path, start_worker):
    lines = tmp_path / "lines"
    begun = errands.write_line.enqueue(str(lines), "begun", pause=1)
    worker = start_worker("--queues", "default", "--concurrency", "1")
    _wait_for_a_line(lines)
    waiting = errands.write_line.enqueue(str(lines), "never")

    worker.send_signal(signal.SIGTERM)

    assert worker.wait(60) == 0
    begun.refresh()
    waiting.refresh()
    assert (begun.status, waiting.status) == (TaskResultStatus.SUCCESSFUL, TaskResultStatus.READY)
    assert lines.read_text() == "begun\n"


def test_a_worker_takes_a_job_at_once_and_only_from_its_queues(tmp_path, start_worker):
    ready, letter, other = tmp_path / "ready", tmp_path / "letter", tmp_path / "other"
    letters = errands.write_line.using(queue_name="letters")
    letters.enqueue(str(ready), "ready")
    start_worker("--queues", "letters")
    _wait_for_a_line(ready)

    stays = errands.write_line.enqueue(str(other), "stays")
    runs = letters.enqueue(str(letter), "runs")
    _wait_for(lambda: runs.refresh() or runs.is_finished)

    stays.refresh()
    assert stays.status is TaskResultStatus.READY
    assert (runs.started_at - runs.enqueued_at).total_seconds() < 60


def test_a_worker_outlives_its_connections(tmp_path, start_worker):
    before, after = tmp_path / "before", tmp_path / "after"
    errands.write_line.enqueue(str(before), "before")
    worker = start_worker()
    _wait_for_a_line(before)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    errands.write_line.enqueue(str(after), "after")

    _wait_for_a_line(after)
    assert worker.poll() is None


def _write(number: int) -> Letter:
    given = {"template": TRIAL, "context": {"jobs_url": "/jobs/"}, "by": None}
    return post_letter_to_address(address=f"{number}@example.org", language="en", **given)


def _kill_soon(worker: subprocess.Popen) -> None:
    """Leave its other threads time to get as far as they may."""
    time.sleep(0.7)
    worker.kill()


def _url() -> str:
    at = connection.settings_dict
    whose = f"{quote(at['USER'], safe='')}:{quote(at['PASSWORD'] or '', safe='')}"
    where = f"{quote(at['HOST'], safe='')}{f':{at["PORT"]}' if at['PORT'] else ''}"
    return f"postgresql://{whose}@{where}/{at['NAME']}"


def _wait_for_a_line(file: Path) -> None:
    """Wait for the line and not for its file alone, which is there a moment earlier, empty."""
    _wait_for(lambda: file.exists() and file.read_text().endswith("\n"))


def _wait_for(condition, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


def _let_a_minute_pass() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '1 minute'")
