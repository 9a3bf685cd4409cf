"""What survives kill -9: letters that were acknowledged while web server, worker and database are killed in turn.

    python -m benchmarks.kills [rounds]

Runs the platform as an operator does: a web server, a worker and a PostgreSQL with a data folder of its own, all at
127.0.0.1, and a mail server that only remembers. Visitors ask for new passwords without a pause, each for an address of
its own, so every answer that they get stands for one letter. In each round one of the three is killed at a moment of
chance and started again. The mail server takes a letter and says so only after a while, so that most kills hit a letter
about which nobody knows. The bar: no letter lost whose request was answered, and for each kill at most one letter that
goes out twice, with the same Message-ID. Bounded by its rounds and by `PATIENCE`.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import Message
from itertools import pairwise
from pathlib import Path
from typing import Self
from urllib.parse import quote, urlencode

import psycopg

from benchmarks.ground import ROOT
from tests.foundation.jobs.sink import smtp_sink

sys.path.insert(0, str(ROOT / "src"))
from eciap.config import local_postgres, local_postgres_system, serve, template_database

ROUNDS, VISITORS, PAUSE, HESITATION, PATIENCE, SEED = 6, 4, 0.08, 0.04, 300.0, 2014
VICTIMS = ("web server", "worker", "database")
TOKEN = "k" * 32  # of forms: cookie and field have to agree, no more
STATES = "SELECT state, count(*) FROM jobs_letter GROUP BY state"
UNTOLD = """
SELECT count(*) FROM jobs_letter letter WHERE NOT EXISTS (
    SELECT FROM audit_entry WHERE verb = 'jobs.letter.posted' AND (data ->> 'letter')::bigint = letter.id)
"""
RUNNING = "SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing'"


@dataclass
class Ledger:
    """What was promised and what was kept, by address."""

    acknowledged: set[str] = field(default_factory=set)
    delivered: dict[str, list[tuple[float, str]]] = field(default_factory=dict)
    kills: list[tuple[float, str]] = field(default_factory=list)

    def take(self, letter: Message) -> None:
        """Note a letter at the moment at which the mail server has taken it, and take time over the yes."""
        self.delivered.setdefault(str(letter["To"]), []).append((time.monotonic(), str(letter["Message-ID"])))
        time.sleep(HESITATION)

    @property
    def lost(self) -> set[str]:
        """Letters that were acknowledged and never came."""
        return self.acknowledged - self.delivered.keys()

    @property
    def repeated(self) -> list[list[tuple[float, str]]]:
        """Deliveries of letters that came more than once."""
        return [taken for taken in self.delivered.values() if len(taken) > 1]

    def repeats_by_kill(self) -> Counter[int]:
        """How many repeats each kill has caused: the last one before the repeat that came after the first delivery."""
        counted: Counter[int] = Counter()
        for taken in self.repeated:
            for (first, _), (again, _) in pairwise(taken):
                blamed = [number for number, (at, _) in enumerate(self.kills) if first - 1 < at < again]
                counted[blamed[0] if blamed else -1] += 1
        return counted


class Platform:
    """The three that are killed, and how each is started."""

    def __init__(self, var: Path, mail_port: int) -> None:
        self.var, self.port = var, _free_port()
        self.server = local_postgres.Server(var)
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        at = local_postgres.address(var)
        self.database = f"postgresql://{at['USER']}@:{at['PORT']}/{at['NAME']}?host={quote(str(at['HOST']))}"
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("ECIAP_")} | {
            "ECIAP_MODE": "production",
            "ECIAP_VAR": str(var),
            "SECRET_KEY": "of-a-benchmark-" * 5,
            "ALLOWED_HOSTS": "127.0.0.1",
            "DATABASE_URL": self.database,
            "BASE_URL": f"http://127.0.0.1:{self.port}",
            "MAIL_URL": f"smtp://127.0.0.1:{mail_port}",
            "TRUSTED_PROXIES": "1",  # so that visitors come from many places, and none is held back
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        }

    def prepare(self) -> None:
        """Have an empty, migrated database."""
        self.start("database")
        template_database.ensure(local_postgres.address(self.var), local_postgres.DATABASE)
        migrate = [sys.executable, "-m", "eciap.config.cli", "migrate", "-v0"]
        subprocess.run(migrate, env=self.environment, check=True)

    def start(self, name: str) -> None:
        """Start one of the three as its supervisor would."""
        if name == "database":
            with self.server.locked():
                self.server.start()
            return
        command = serve.web_command(self.port, 2) if name == "web server" else serve.worker_command()
        with (self.var / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                command, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )

    def kill(self, name: str) -> None:
        """End one of the three, and all that it has started, without a word of warning."""
        if name == "database":
            for pid in local_postgres_system.processes_in(self.server.place.data):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            return
        os.killpg(self.running[name].pid, signal.SIGKILL)
        self.running.pop(name).wait()

    def end(self) -> None:
        """End everything and leave nothing behind."""
        for name in list(self.running):
            self.kill(name)
        local_postgres.remove(self.var)

    def ask(self, question: str) -> list[tuple[object, ...]]:
        """Ask the database."""
        with psycopg.connect(self.database) as connection:
            return connection.execute(question).fetchall()  # type: ignore[call-overload]


class Visitors:
    """People who ask for a new password, one after the other, and remember who was answered."""

    def __init__(self, port: int, ledger: Ledger) -> None:
        self.port, self.ledger = port, ledger
        self.stop = threading.Event()
        self.threads = [threading.Thread(target=self._visit, args=(number,)) for number in range(VISITORS)]

    def __enter__(self) -> Self:
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        for thread in self.threads:
            thread.join()

    def _visit(self, number: int) -> None:
        count = 0
        while not self.stop.wait(PAUSE):
            count += 1
            address = f"{number}.{count}@visitors.example"
            with contextlib.suppress(OSError, http.client.HTTPException):
                if self._ask(address, f"10.{number}.{count // 250 % 250}.{count % 250}"):
                    self.ledger.acknowledged.add(address)

    def _ask(self, address: str, come_from: str) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        body = urlencode({"email": address, "csrfmiddlewaretoken": TOKEN})
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"csrftoken={TOKEN}",
            "X-Forwarded-For": come_from,
        }
        try:
            connection.request("POST", "/accounts/password/reset/", body, headers)
            answer = connection.getresponse()
            answer.read()
            return answer.status == http.HTTPStatus.FOUND
        finally:
            connection.close()


def main(rounds: int) -> int:
    """Kill, start again, and tell what came of it; 0 when the bar was held."""
    ledger = Ledger()
    with platform(ledger) as running:
        with Visitors(running.port, ledger):
            wait_for(lambda: len(ledger.delivered) > VISITORS, "the first letters")
            for number in range(rounds):
                play_round(running, ledger, VICTIMS[number % len(VICTIMS)], number)
        print("waiting for the last letters …", flush=True)
        wait_for(lambda: is_settled(running), "the outbox to empty and every job to end")
        return tell(running, ledger)


@contextlib.contextmanager
def platform(ledger: Ledger) -> Iterator[Platform]:
    """Run the platform with a mail server that writes into the ledger."""
    var = Path(tempfile.mkdtemp(prefix="eciap-kills-"))
    with smtp_sink() as sink:
        sink.taken = ledger.take
        running = Platform(var, sink.port)
        try:
            print("preparing a database of its own …", flush=True)
            running.prepare()
            for name in ("web server", "worker"):
                running.start(name)
            yield running
        finally:
            running.end()
            shutil.rmtree(var, ignore_errors=True)


def play_round(running: Platform, ledger: Ledger, victim: str, number: int) -> None:
    """Kill one under load, start it again, and wait until letters are acknowledged and delivered once more."""
    time.sleep(random.uniform(0.3, 1.5))
    ledger.kills.append((time.monotonic(), victim))
    running.kill(victim)
    time.sleep(0.1)
    running.start(victim)
    begun, acknowledged, delivered = time.monotonic(), len(ledger.acknowledged), len(ledger.delivered)
    wait_for(
        lambda: len(ledger.acknowledged) > acknowledged + 10 and len(ledger.delivered) > delivered + 10,
        f"letters after the {victim} was killed",
    )
    print(f"{number + 1:3}  {victim:10}  well again after {time.monotonic() - begun:4.1f} s", flush=True)


def is_settled(running: Platform) -> bool:
    """Whether no letter waits and no job runs."""
    return "waiting" not in dict(running.ask(STATES)) and running.ask(RUNNING) == [(0,)]


def tell(running: Platform, ledger: Ledger) -> int:
    """Print the account of the whole run."""
    by_kill = ledger.repeats_by_kill()
    under_other_ids = sum(len({message_id for _, message_id in taken}) > 1 for taken in ledger.repeated)
    figures = {
        "kills": len(ledger.kills),
        "acknowledged": len(ledger.acknowledged),
        "delivered": len(ledger.delivered),
        "delivered though the answer was lost": len(ledger.delivered.keys() - ledger.acknowledged),
        "lost": len(ledger.lost),
        "repeated": sum(by_kill.values()),
        "repeated, most for one kill": max(by_kill.values(), default=0),
        "repeated without a kill": by_kill[-1],
        "repeated under another Message-ID": under_other_ids,
        "letters without their entry in the log": running.ask(UNTOLD)[0][0],
    }
    for name, figure in figures.items():
        print(f"{name:40}{figure:>8}")
    for number, (_, victim) in enumerate(ledger.kills):
        if by_kill[number]:
            print(f"  round {number + 1} ({victim}): {by_kill[number]} repeated")
    worst = figures["repeated, most for one kill"] > 1
    wrong = (
        "lost",
        "repeated without a kill",
        "repeated under another Message-ID",
        "letters without their entry in the log",
    )
    return int(worst or any(figures[name] for name in wrong))


def wait_for(condition: Callable[[], object], what: str) -> None:
    """Wait until it is so.

    Raises:
        TimeoutError: when it is not so in time.

    """
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited in vain for {what}")
        time.sleep(0.05)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


if __name__ == "__main__":
    random.seed(SEED)
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS))
