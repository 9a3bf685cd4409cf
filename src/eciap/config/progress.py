"""Say on the terminal what is being done, how far it is and how long it took."""

import contextlib
import sys
import time
from collections.abc import Iterator

INDENT = " " * 10
EVERY = 5.0  # seconds between two lines where none can be written over


class Progress:
    """A number of steps, told one line at a beginning and one at an end."""

    def __init__(self, title: str, number: int) -> None:
        """Begin counting; nothing is said yet."""
        self.title = title
        self.number = number
        self.done = 0

    @contextlib.contextmanager
    def step(self, what: str) -> Iterator[None]:
        """Announce a step, then say how long it took; a step that fails says nothing more."""
        self.done += 1
        head = f"{self.title} {self.done}/{self.number}"
        print(f"{head}  {what} …", flush=True)
        begin = time.monotonic()
        yield
        print(f"{' ' * len(head)}  done, {time.monotonic() - begin:.1f} s", flush=True)


class Counter:
    """How many of many are done: a line that is written over on a terminal, elsewhere another every few seconds."""

    def __init__(self, things: str) -> None:
        """Begin the time; nothing is said yet."""
        self.things = things
        self.begin = self.told = time.monotonic()

    def __call__(self, done: int, number: int) -> None:
        """Say that so many of so many are done, and how long it took; the last one is said in any case."""
        now = time.monotonic()
        line = f"{INDENT}{done} of {number} {self.things}, {now - self.begin:.1f} s"
        if sys.stdout.isatty():
            print(f"\r{line}", end="\n" if done == number else "", flush=True)
        elif done == number or now - self.told >= EVERY:
            self.told = now
            print(line, flush=True)


def tell(what: str) -> None:
    """Say one line beside the steps."""
    print(f"{INDENT}{what}", flush=True)
