"""`eciap demo`: the whole platform on one machine, started, watched and ended by one process.

It stays small on purpose: no Django in here, so that a start which finds nothing changed takes seconds.
"""

import contextlib
import errno
import fcntl
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from eciap.config import demo_prepare, demo_processes, env, local_postgres, serve
from eciap.config.demo_processes import Child
from eciap.config.local_postgres_system import ServerFailed
from eciap.config.progress import Progress, tell

HOST = "127.0.0.1"
ENDING = "ending"
PATIENCE = 120.0  # a busy machine may take that long; a broken one says so at once


class Stopped(Exception):
    """Raised with one plain line when the demo cannot start or go on."""


class Interrupted(Exception):
    """Raised when somebody asked for the end while the start was still going on."""


def main() -> int:
    """Run the demo until somebody ends it."""
    asked = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: asked.set())
    if os.environ.get("MAKELEVEL"):  # a `make` that was killed must not leave us behind
        demo_processes.die_with_parent()
    environment = env.read()
    try:
        with _alone(environment) as note:
            Demo(environment, asked).run(note)
    except (Stopped, ServerFailed) as problem:
        print(f"\nThe demo stopped: {problem}", file=sys.stderr)
        return 1
    except Interrupted:
        pass
    print("The demo has ended. Nothing is lost: `make demo` goes on where you were.")
    return 0


def reset() -> int:
    """Remove all that the demo keeps: its database, pictures and mails. What was installed stays."""
    environment = env.read()
    try:
        if environment.mode is not env.Mode.DEMO:
            raise Stopped("only the demo's own data are removed this way: set ECIAP_MODE=demo.")
        with _alone(environment):
            local_postgres.remove(environment.var)
            for name in ("media", "mail"):
                shutil.rmtree(environment.var / name, ignore_errors=True)
    except (Stopped, ServerFailed) as problem:
        print(f"Nothing was removed: {problem}", file=sys.stderr)
        return 1
    print("The demo's data are gone. `make demo` begins anew.")
    return 0


class Demo:
    """The supervisor."""

    def __init__(self, environment: env.Environment, asked: threading.Event) -> None:
        """Take down what to run; nothing is started yet."""
        self.environment = environment
        self.var = environment.var
        self.port = environment.port
        self.asked = asked
        surroundings = dict(os.environ) | {"PYTHONUNBUFFERED": "1", "PYTHONFAULTHANDLER": "1"}
        self.surroundings = surroundings | {demo_processes.MARK: str(self.var)}
        web = serve.web_command(self.port, environment.workers)
        self.web = Child("web server", web, self.var, surroundings)
        self.worker = Child("worker", serve.worker_command(), self.var, surroundings)
        self.children = (self.web, self.worker)
        self.server = None if environment.database_url else local_postgres.Server(self.var)

    def run(self, note: "Note") -> None:
        """Start everything, watch over it, and end it when asked."""
        if ended := demo_processes.end_left_over(self.var):
            tell(f"Ended {ended} processes that an interrupted demo had left behind.")
        refuse_busy(self.port)
        steps = Progress("Demo", 3)
        with contextlib.ExitStack() as stack:
            with steps.step("PostgreSQL"):
                if self.server:
                    stack.enter_context(local_postgres.in_use(self.var))
            with steps.step("the database, the content and the static files"):
                self._prepare()
            stack.callback(demo_processes.end_all, self.children)
            stack.callback(note.write, ENDING)
            with steps.step("the web server and the worker"):
                self.web.start()
                self._wait_until_ready()
                self.worker.start()  # only now: starting both at once would have them wait for each other
            print(f"\nECIAP is ready at http://{HOST}:{self.port}/\n", flush=True)
            tell(f"Ctrl-C ends it. What it does is written to {self.web.log.parent}.")
            self._watch()
            print("\nEnding …", flush=True)

    def _prepare(self) -> None:
        """Bring database, content and static files up to date, side by side: there are two cores."""
        running = [
            subprocess.Popen(
                command,
                env=self.surroundings,
                start_new_session=True,
                preexec_fn=demo_processes.die_with_parent,  # noqa: PLW1509 - no threads here
            )
            for command in demo_prepare.commands(self.environment)
        ]
        try:
            while any(process.poll() is None for process in running):
                if self.asked.wait(0.05):
                    raise Interrupted
                if any(process.poll() for process in running):
                    break
            if any(process.poll() for process in running):
                raise Stopped("the preparation failed, see above.")
        finally:
            for process in running:
                if process.poll() is None:
                    process.terminate()
                process.wait()

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while not answers(self.port):
            if self.web.code is not None:
                raise Stopped(f"the web server ended (code {self.web.code}). It said:\n{self.web.last_words()}")
            if time.monotonic() > deadline:
                words = self.web.last_words()
                raise Stopped(f"the web server did not answer /healthz within {PATIENCE:.0f} s. It said:\n{words}")
            if self.asked.wait(0.1):
                raise Interrupted

    def _watch(self) -> None:
        """Start again what dies; give up on what dies again and again."""
        while not self.asked.wait(0.5):
            if self.server and not self.server.alive():
                tell("PostgreSQL has ended; starting it again.")
                with self.server.locked():
                    self.server.start()
            for child in self.children:
                if child.code is not None:
                    self._revive(child)

    def _revive(self, child: Child) -> None:
        code = child.code
        child.end(time.monotonic())  # what it had started itself
        if child.fails_again_and_again():
            raise Stopped(f"the {child.name} ended five times within a minute. It said:\n{child.last_words()}")
        pause = 2.0 ** (len(child.starts) - 1) - 1  # the first time at once, then 1, 3, 7 seconds
        tell(f"The {child.name} has ended (code {code}); starting it again{f' in {pause:.0f} s' if pause else ''}.")
        if not self.asked.wait(pause):
            child.start()


class Note:
    """What the running demo says about itself, for a second one that finds it running."""

    def __init__(self, path: Path) -> None:
        """Keep it in this file."""
        self.path = path

    def write(self, words: str) -> None:
        """Replace what was said before."""
        self.path.write_text(words, encoding="utf-8")

    def read(self) -> str:
        """Read what was said last."""
        return self.path.read_text(encoding="utf-8") if self.path.exists() else ""


@contextlib.contextmanager
def _alone(environment: env.Environment) -> Iterator[Note]:
    """Let one demo at a time run in this checkout; the kernel frees the lock even after kill -9."""
    folder = environment.var / "run"
    folder.mkdir(parents=True, exist_ok=True)
    note = Note(folder / "demo")
    with (folder / "demo.lock").open("w") as lock:
        deadline = time.monotonic() + 2 * demo_processes.GRACE
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if note.read() != ENDING or time.monotonic() > deadline:
                    raise Stopped(f"it already runs in this checkout: {note.read()}. End that one first.") from None
            time.sleep(0.1)
        note.write(f"http://{HOST}:{environment.port}/, process {os.getpid()}")
        yield note


def refuse_busy(port: int) -> None:
    """Stop with a plain word when somebody else listens on the port.

    Raises:
        Stopped: naming the port and how to take another.

    """
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
        except OSError as problem:
            if problem.errno == errno.EADDRINUSE:
                words = f"port {port} is in use by another program. Take another: make demo PORT={port + 1}"
            else:
                words = f"port {port} cannot be used ({problem.strerror}). Take another: make demo PORT=8001"
            raise Stopped(words) from None


def answers(port: int) -> bool:
    """Say whether the platform answers that it is well."""
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": f"{HOST}:{port}"})
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
