"""The child processes of the demo: started in groups of their own, ended with all they started, never left over."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterable
from pathlib import Path

# Every child carries the folder of its checkout under this name, and hands it on to its own children:
# so a later start recognises what a killed one left over, with no pid to mistake for another's.
MARK = "ECIAP_DEMO_OF"
LARGEST_LOG = 5_000_000
GRACE = 12.0
PR_SET_PDEATHSIG = 1


class Child:
    """One program that is to keep running."""

    def __init__(self, name: str, command: list[str], var: Path, environment: dict[str, str]) -> None:
        """Take down how to start it; `start` does."""
        self.name = name
        self.command = command
        self.environment = environment | {MARK: str(var)}
        self.log = var / "log" / f"{name.replace(' ', '-')}.log"
        self.starts: deque[float] = deque(maxlen=5)
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, writing to its own log."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".log.1"))
        self.starts.append(time.monotonic())
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C is for the supervisor, which then ends its children in order
                preexec_fn=die_with_parent,  # noqa: PLW1509 - the supervisor has no threads
            )

    @property
    def code(self) -> int | None:
        """The exit code, once it has ended."""
        return self.process.poll() if self.process else None

    def ask_to_end(self) -> None:
        """Ask it to finish what it is doing and end."""
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def end(self, deadline: float) -> None:
        """Wait for it until the deadline, then end it and all it started by force."""
        if not self.process:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(max(0.0, deadline - time.monotonic()))
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None

    def fails_again_and_again(self) -> bool:
        """Say whether it has been started five times within a minute."""
        return len(self.starts) == self.starts.maxlen and time.monotonic() - self.starts[0] < 60

    def last_words(self) -> str:
        """Return the end of its log."""
        with contextlib.suppress(OSError):
            return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-20:])
        return ""


def die_with_parent() -> None:
    """Have the kernel end this process (SIGTERM) when its parent dies, however that happens. Linux only."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def end_all(children: Iterable[Child]) -> None:
    """End children together: all are asked first, so that the whole takes as long as the slowest."""
    children = list(children)
    for child in children:
        child.ask_to_end()
    deadline = time.monotonic() + GRACE
    for child in children:
        child.end(deadline)


def end_left_over(var: Path) -> int:
    """End what a killed supervisor of this checkout left behind; return how many processes that were."""
    found = left_over(var)
    for how, patience in ((signal.SIGTERM, 5.0), (signal.SIGKILL, 5.0)):
        for pid in left_over(var):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, how)
        deadline = time.monotonic() + patience
        while left_over(var) and time.monotonic() < deadline:
            time.sleep(0.05)
    return len(found)


def left_over(var: Path) -> list[int]:
    """Find the living processes that carry the mark of this checkout."""
    mark = f"{MARK}={var}".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # ended meanwhile, or somebody else's
            if mark in (process / "environ").read_bytes().split(b"\0") and int(process.name) != os.getpid():
                found.append(int(process.name))
    return found
