"""Say on the terminal what is being done, how far it is and how long it took."""

import contextlib
import time
from collections.abc import Iterator


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


def tell(what: str) -> None:
    """Say one line beside the steps."""
    print(f"          {what}", flush=True)
