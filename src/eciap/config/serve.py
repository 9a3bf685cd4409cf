"""The two programs that run the platform: the web server and the worker for jobs."""

import os
import sys
from typing import NoReturn

from eciap.config import env

THREADS = 4


def web_command(port: int, workers: int, host: str = "127.0.0.1") -> list[str]:
    """Return the command line of the web server: granian as a WSGI server, static files by whitenoise inside.

    WSGI and not ASGI: for synchronous Django the latter costs between a third more and twice the processor time.
    """
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", str(THREADS), "--backpressure", "64"),
        *("--respawn-failed-workers", "--workers-kill-timeout", "10", "--no-ws"),
        "eciap.config.wsgi:application",
    ]


def worker_command() -> list[str]:
    """Return the command line of the worker."""
    return [sys.executable, "-m", "eciap.config.cli", "worker"]


def become_web_server() -> NoReturn:
    """Replace this process by the web server, so that whoever started it watches the real thing."""
    environment = env.read()
    command = web_command(environment.port, environment.workers, environment.host)
    os.execv(command[0], command)  # noqa: S606 - our own interpreter, no shell
