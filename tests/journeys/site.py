"""The platform as a visitor finds it: the real web server on a database of its own that holds the real content.

The server runs in demo mode, where static files carry their hashes, letters stay in a box and roles can be stepped
into. Loading the content takes long, so it is done once for each state of the source and then copied by PostgreSQL.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from eciap.config import demo, demo_prepare, env, serve, template_database

HOST = "127.0.0.1"
PATIENCE = 120.0


@contextlib.contextmanager
def served(name: str) -> Iterator[str]:
    """Serve a new copy of the content under a database of this name, and give the address of the front page."""
    with copied(name):
        port = _free_port()
        environment = _environment(name, port)
        _collect(environment)
        for folder in ("mail", "media"):
            shutil.rmtree(_var() / folder, ignore_errors=True)
        process = subprocess.Popen(
            serve.web_command(port, workers=1), env=environment, stdin=subprocess.DEVNULL, start_new_session=True
        )
        try:
            _wait(process, port)
            yield f"http://{HOST}:{port}"
        finally:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(20)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextlib.contextmanager
def copied(name: str) -> Iterator[None]:
    """Have a database of this name with the content in it."""
    from django.db import connection

    address = dict(connection.settings_dict)
    content = _template(address)
    with template_database.connect(address) as server:
        template_database.drop(server, name)
        template_database.copy(server, content, name)
        server.execute(f'ALTER DATABASE "{name}" SET synchronous_commit TO off')
        try:
            yield
        finally:
            template_database.drop(server, name)


def _template(address: template_database.Address) -> str:
    """Return the name of the database with the content; load it first where it is missing."""
    environment = env.read()
    schema = template_database.template(address, template_database.fingerprint(environment.root))
    name = f"{schema}_{demo_prepare.of_everything(environment)}"
    with template_database.connect(address) as server:
        server.execute("SELECT pg_advisory_lock(%s)", [template_database.LOCK])
        if template_database.exists(server, name):
            return name
        _drop_former(server, schema)
        half = f"{schema}_content_half"
        template_database.copy(server, schema, half)
        _load(half)
        _work_off(half)
        server.execute(f'ALTER DATABASE "{half}" RENAME TO "{name}"')
        server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
    return name


def _drop_former(server, schema: str) -> None:
    """Drop what an earlier state of the source had loaded."""
    former = server.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [f"{schema}_"])
    for (name,) in former.fetchall():
        template_database.drop(server, name)


def _load(name: str) -> None:
    from django.core.management import call_command

    with template_database.pointed_at(name), Path(os.devnull).open("w") as nowhere:
        for words in demo_prepare.CONTENT:
            call_command(*words, stdout=nowhere)


def _work_off(name: str) -> None:
    """Have a worker do what loading has left to be done, such as the index of the editors' own search."""
    command = [sys.executable, "-m", "eciap.config.cli", "worker", "--until-idle"]
    subprocess.run(command, env=_environment(name), check=True, capture_output=True, timeout=PATIENCE)


def _environment(name: str, port: int = 8000) -> dict[str, str]:
    """Give a process its database, and a folder apart from the demo's for static files, pictures and letters."""
    from django.db import connection

    at = connection.settings_dict
    address = f"postgresql://{quote(at['USER'])}:{quote(at['PASSWORD'] or '')}@:{at['PORT'] or 5432}/{name}"
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(("COV_", "COVERAGE"))}
    return inherited | {
        "ECIAP_MODE": "demo",
        "ECIAP_VAR": str(_var()),
        "DATABASE_URL": f"{address}?host={quote(at['HOST'])}",
        "PORT": str(port),
        "PYTHONPATH": os.pathsep.join(sys.path),
        "DJANGO_SETTINGS_MODULE": "eciap.config.settings",
        "PYTHONWARNINGS": "ignore",
    }


def _var() -> Path:
    return env.read().var / "journeys" / os.environ.get("PYTEST_XDIST_WORKER", "main")


def _collect(environment: dict[str, str]) -> None:
    """Collect the static files, unless those of this state of the source are there."""
    mark = demo_prepare.of_everything(env.read())
    stamp = _var() / "run" / "static"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != mark:
        command = [sys.executable, "-m", "eciap.config.cli", "prepare", "static", mark]
        subprocess.run(command, env=environment, check=True)


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while not demo.answers(port):
        assert process.poll() is None, f"the web server ended (code {process.returncode})"
        assert time.monotonic() < deadline, f"the web server did not answer within {PATIENCE:.0f} s"
        time.sleep(0.1)


def _free_port() -> int:
    if given := os.environ.get("ECIAP_JOURNEYS_PORT"):
        return int(given)
    with socket.socket() as trial:
        trial.bind((HOST, 0))
        return trial.getsockname()[1]
