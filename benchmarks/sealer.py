"""Does sealing the log slow down those who write? Eight writers, with the sealer off and on by turns, in one run.

    python -m benchmarks.sealer [seconds of a turn] [pairs of turns]

The writers change people through the operation that the platform uses, 2,000 times a minute together, and then as fast
as they can. The sealer runs in a process of its own, as it does in a worker, but every three seconds instead of every
minute. Each turn with it is compared with the one beside it by their means, and the median of these ratios decides: a
machine that has other things to do slows down neighbouring turns alike.
"""

from __future__ import annotations

import itertools
import multiprocessing
import statistics
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from benchmarks.ground import scratch_database

WRITERS, A_MINUTE, SECONDS, PAIRS, PAUSE, BAR = 8, 2_000, 4.0, 12, 3, 1.10
OFF, ON = "sealer off", "sealer on"


def write(number: int, until: float, every: float, times: list[float]) -> None:
    """Write until the turn is over, once in `every` seconds, and note how long each operation took."""
    from django.db import connection

    from eciap.foundation.accounts.models import Person
    from eciap.foundation.accounts.operations import describe_person

    person = Person.objects.get(email=f"writer-{number}@example.org")
    due = time.perf_counter() + every * number / WRITERS
    for turn in itertools.count():
        time.sleep(max(0.0, due - time.perf_counter()))
        due += every
        begin = time.perf_counter()
        if begin >= until:
            break
        describe_person(person=person, name=f"Writer {turn} of {until}", language="", by=person)
        times.append(time.perf_counter() - begin)
    connection.close()


def turn(seconds: float, every: float) -> list[float]:
    """Let all write for a while, and return how long each operation took."""
    times: list[float] = []
    until = time.perf_counter() + seconds
    writers = [threading.Thread(target=write, args=(n, until, every, times)) for n in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    return times


def seal(is_on: Any, sealed: Any) -> None:
    """Seal again and again while that is wanted; the process ends with the one that started it."""
    from eciap.foundation.audit.operations import seal_entries

    while True:
        is_on.wait()
        sealed.value += seal_entries()
        time.sleep(PAUSE)


@contextmanager
def sealer() -> Iterator[tuple[Any, Any]]:
    """Have a sealer in a process of its own: its switch, and how many entries it sealed."""
    from django.db import connection

    connection.close()
    context = multiprocessing.get_context("fork")
    is_on, sealed = context.Event(), context.Value("q", 0)
    process = context.Process(target=seal, args=(is_on, sealed), daemon=True)
    process.start()
    try:
        yield is_on, sealed
    finally:
        process.kill()
        process.join()


def measure(is_on: Any, seconds: float, pairs: int, every: float) -> dict[str, list[list[float]]]:
    """Take turns with the sealer off and on, two by two, now the one and now the other first."""
    times: dict[str, list[list[float]]] = {OFF: [], ON: []}
    for number in range(pairs):
        for name in (OFF, ON) if number % 2 else (ON, OFF):
            is_on.set() if name == ON else is_on.clear()
            times[name].append(turn(seconds, every))
    is_on.clear()
    return times


def report(title: str, times: dict[str, list[list[float]]], seconds: float) -> float:
    """Print the figures and return how much longer an operation takes."""
    print(f"\n{title}\n{'':<12}{'operations':>12}{'a minute':>10}{'mean ms':>9}{'p50':>7}{'p95':>7}{'worst':>8}")
    for name, turns in times.items():
        ms = [1000 * one for found in turns for one in found]
        print(
            f"{name:<12}{len(ms):>12,}{60 * len(ms) / seconds / len(turns):>10,.0f}{statistics.mean(ms):>9.2f}"
            f"{statistics.median(ms):>7.2f}{statistics.quantiles(ms, n=20)[18]:>7.2f}{max(ms):>8.1f}"
        )
    pairs = zip(times[ON], times[OFF], strict=True)
    ratio = statistics.median(statistics.mean(on) / statistics.mean(off) for on, off in pairs)
    print(f"with the sealer on an operation takes {ratio:.3f} of the time without it")
    return ratio


def verify() -> int:
    """Seal what is left and check it all: whoever wrote, and in whatever order it became visible, nothing is wrong."""
    from django.utils import timezone

    from eciap.foundation.audit import queries
    from eciap.foundation.audit.operations import seal_entries

    while seal_entries():
        pass
    begin = time.perf_counter()
    wrong = len(list(queries.findings(sealed_by=timezone.now())))
    took, entries = time.perf_counter() - begin, queries.last_seal().position
    print(f"verify: {entries:,} entries in {took:.2f} s ({entries / took:,.0f} a second), {wrong} findings")
    return wrong


def main() -> int:
    """Fill, measure, print."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    pairs = int(sys.argv[2]) if len(sys.argv) > 2 else PAIRS
    with scratch_database("sealer"):
        from eciap.foundation.accounts.operations import create_person

        for number in range(WRITERS):
            create_person(email=f"writer-{number}@example.org", by=None)
        with sealer() as (is_on, sealed):
            turn(2, 0)
            paced = measure(is_on, seconds, pairs, every=60 * WRITERS / A_MINUTE)
            ratio = report(f"{A_MINUTE:,} operations a minute from {WRITERS} writers", paced, seconds)
            report(f"as fast as {WRITERS} writers can", measure(is_on, seconds / 2, pairs, every=0), seconds / 2)
            print(f"\n{sealed.value:,} entries were sealed meanwhile; the bar is {BAR:.2f}")
        wrong = verify()
    return 0 if ratio <= BAR and not wrong else 1


if __name__ == "__main__":
    sys.exit(main())
