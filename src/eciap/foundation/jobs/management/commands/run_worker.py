"""`eciap worker`: takes jobs as they come and runs them, until it is asked to stop."""

import asyncio
import logging
import os
import signal
import socket
from typing import Any

import psycopg
from asgiref.sync import sync_to_async
from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, close_old_connections
from procrastinate.app import WorkerOptions
from procrastinate.contrib.django import app, connector_params
from procrastinate.exceptions import ConnectorException
from procrastinate.psycopg_connector import PsycopgConnector
from procrastinate.tasks import ConfigureTaskOptions

from eciap.foundation.jobs.backend import find_task, payload
from eciap.foundation.jobs.operations import rescue_lost_jobs
from eciap.foundation.jobs.registry import HEARTBEAT, LOST_AFTER, PERIODIC, RUNNER

logger = logging.getLogger(__name__)

DATABASE_IS_AWAY = (ConnectorException, OperationalError, psycopg.OperationalError)
LONGEST_PAUSE = 10.0  # seconds between attempts to reach the database again


class Command(BaseCommand):
    """Run a worker; start as many as there is work for, on as many machines as there are."""

    help = "Run jobs as they come. Ends on SIGTERM or Ctrl-C, after the jobs it is running."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what an operator may choose."""
        parser.add_argument("--concurrency", type=int, default=4, help="jobs at a time (4)")
        parser.add_argument("--queues", nargs="+", metavar="QUEUE", help="only these queues (all)")
        parser.add_argument("--until-idle", action="store_true", help="end when no job is due")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until told to stop."""
        declare_periodic_jobs()
        chosen: WorkerOptions = {
            "name": f"{socket.gethostname()}:{os.getpid()}",
            "concurrency": options["concurrency"],
            "wait": not options["until_idle"],
            "update_heartbeat_interval": HEARTBEAT.total_seconds(),
            "stalled_worker_timeout": LOST_AFTER.total_seconds(),
            "install_signal_handlers": False,
        }
        if options["queues"]:
            chosen["queues"] = options["queues"]
        asyncio.run(work(chosen))


def declare_periodic_jobs() -> None:
    """Hand the timetable to procrastinate, which makes sure that each job is enqueued once by all workers together."""
    for path, cron in PERIODIC.items():
        task = find_task(path)
        if task is None or (RUNNER, path) in app.periodic_registry.periodic_tasks:
            continue
        # The lock keeps a job out of the queue while the one before it still waits there.
        options: ConfigureTaskOptions = {
            "queue": task.queue_name,
            "priority": task.priority,
            "queueing_lock": path,
            "task_kwargs": payload(task, [], {}),
        }
        app.periodic_registry.register_task(
            task=app.tasks[RUNNER], cron=cron, periodic_id=path, configure_kwargs=options
        )


async def work(options: WorkerOptions) -> None:
    """Serve until asked to stop; when the database goes away, wait for it."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)

    pause = 0.5
    while not stop.is_set():
        try:
            await _serve(stop, options)
        except DATABASE_IS_AWAY as error:
            pause = min(pause * 2, LONGEST_PAUSE)
            logger.warning("The database is away (%s); trying again in %s s.", str(error).strip(), pause)
            await _sleep(stop, pause)
        else:
            pause = 0.5
            if not options["wait"]:
                return


async def _serve(stop: asyncio.Event, options: WorkerOptions) -> None:
    """Take jobs until asked to stop, then let the running ones end."""
    with app.replace_connector(PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=4)):
        async with app.open_async():
            await sync_to_async(_rescue)()
            worker = asyncio.create_task(app.run_worker_async(**options))
            asked = asyncio.create_task(stop.wait())
            await asyncio.wait({worker, asked}, return_when=asyncio.FIRST_COMPLETED)
            asked.cancel()
            if not worker.done():
                worker.cancel()  # the worker takes this as: no new jobs, end the running ones
                await asyncio.wait({worker})
            if not worker.cancelled():
                worker.result()


def _rescue() -> None:
    """Before the first job: whatever a killed worker left behind."""
    close_old_connections()
    rescue_lost_jobs(silent_for=LOST_AFTER)
    close_old_connections()


async def _sleep(stop: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return
