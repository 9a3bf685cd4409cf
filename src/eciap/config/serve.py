"""The two programs that run the platform: the web server and the worker for jobs."""

import os
import shutil
import sys
from pathlib import Path
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


def count_together(var: Path) -> None:
    """Let all processes of the web server count into one folder, which begins empty."""
    folder = metrics_folder(var)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


def read_what_was_counted() -> None:
    """Let this process read what the web server counts."""
    folder = metrics_folder(env.read().var)
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


def metrics_folder(var: Path) -> Path:
    """Say where the web server counts."""
    return var / "run" / "metrics"


def become_web_server() -> NoReturn:
    """Replace this process by the web server, so that whoever started it watches the real thing."""
    environment = env.read()
    if environment.metrics_port:
        count_together(environment.var)
    command = web_command(environment.port, environment.workers, environment.host)
    os.execv(command[0], command)  # noqa: S606 - our own interpreter, no shell
