"""What a page costs: processor time and waiting time of real pages against a bare Wagtail page of the same server.

    python -m benchmarks.pages [rounds]

Starts a web server of its own on a database of its own, filled with the default content, and asks for all pages in
turn, one request each per round, so that whatever else the machine does falls on all of them alike. There is no page
cache; what pages read is kept in memory until somebody writes (`recalled`), so each is asked again right after a write
(*anew*). The bar, for both: each page at most 2.5 times the processor time of the bare page. Then eight readers at
once, for the p95, the pages in turn again. A run is bounded by its rounds and by `LONGEST` seconds.
"""

from __future__ import annotations

import http.client
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from benchmarks.ground import ROOT, scratch_database

ROUNDS, LONGEST, READERS, BAR = 150, 240, 8, 2.5
BARE = "/bare/"


def pages() -> dict[str, str]:
    """Name the pages to measure, by what the content holds."""
    from eciap.alliance.queries import actions
    from eciap.vocabulary.queries import themes

    theme, action = themes().first(), actions().first()
    found = {"bare": BARE, "home": "/", "news": "/news/", "members": "/members/", "search": "/search/?q=voucher"}
    if theme:
        found["theme"] = theme.get_absolute_url()
    if action:
        found["action"] = action.get_absolute_url()
    return found


def fill() -> None:
    """Load the default content and add the bare page."""
    from eciap.config import env
    from eciap.foundation.exchange.operations import load_content
    from eciap.portal.operations import put_text_page
    from eciap.vocabulary.imports.lists import import_folder

    print("filling the database with the default content …", flush=True)
    list(import_folder(ROOT / "content" / "vocabulary", by=None))
    load_content(folder=env.read().content, by=None)
    words = {"en": {"title": "Bare", "lead": "Nothing but this.", "body": "<p>" + "A sentence to read. " * 40 + "</p>"}}
    put_text_page(page=None, slug="bare", texts=words, by=None)


@contextmanager
def server(database: str) -> Iterator[tuple[int, int]]:
    """Run the web server as the demo does, with one worker; yield its port and process."""
    from eciap.config.serve import web_command

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    given = {
        **os.environ,
        "ECIAP_MODE": "demo",
        "BENCH_DATABASE": database,
        "BENCH_TEMPLATES": str(Path(__file__).parent / "templates"),
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }
    collect = [sys.executable, "-m", "eciap.config.cli", "collectstatic", "--noinput", "-v0"]
    subprocess.run(collect, env=given, check=True)
    command = [*web_command(port, 1)[:-1], "benchmarks.bare_wsgi:application"]
    process = subprocess.Popen(command, env=given, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
    try:
        _wait_for(port)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            return _ask(http.client.HTTPConnection("127.0.0.1", port, timeout=30), BARE)
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the web server did not answer within a minute")


def _ask(connection: http.client.HTTPConnection, path: str) -> None:
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    if answer.status != http.client.OK:
        raise AssertionError(f"{path} answered {answer.status}")


def _family(pid: int) -> list[int]:
    """Return a process and all that descend from it."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in children for one in _family(int(child)))]


def _processor_seconds(pids: list[int]) -> float:
    """Return the processor time that these processes have used, as precisely as the kernel counts it."""
    return sum(float(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) for pid in _threads(pids)) / 1e9


def _threads(pids: list[int]) -> list[str]:
    return [f"{pid}/task/{thread.name}" for pid in pids for thread in Path(f"/proc/{pid}/task").iterdir()]


def cost(
    port: int, pid: int, paths: Mapping[str, str], rounds: int, before_each: Callable[[], object] = lambda: None
) -> dict[str, list[float]]:
    """Ask for each page once a round and return the milliseconds of processor time that each answer took."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    for path in [*paths.values()] * 5:
        _ask(connection, path)
    pids, spent = _family(pid), {name: [] for name in paths}
    end = time.monotonic() + LONGEST
    for _ in range(rounds):
        for name, path in paths.items():
            before_each()
            before = _processor_seconds(pids)
            _ask(connection, path)
            spent[name].append((_processor_seconds(pids) - before) * 1000)
        if time.monotonic() > end:
            break
    return spent


def write() -> None:
    """Do what makes every process forget: a transaction that gets an id of its own, as any that writes."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()")


def waiting(port: int, paths: Mapping[str, str], blocks: int = 8) -> dict[str, float]:
    """Return the p95 in milliseconds of what eight readers at once wait for each page, block after block in turn."""
    times: dict[str, list[float]] = {name: [] for name in paths}
    with ThreadPoolExecutor(READERS) as pool:
        for _ in range(blocks):
            for name, path in paths.items():
                for some in pool.map(_reader, [port] * READERS, [path] * READERS):
                    times[name] += some
    return {name: sorted(some)[int(len(some) * 0.95)] for name, some in times.items()}


def _reader(port: int, path: str, requests: int = 4) -> list[float]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    times = []
    for _ in range(requests):
        begin = time.perf_counter()
        _ask(connection, path)
        times.append((time.perf_counter() - begin) * 1000)
    return times


def report(spent: Mapping[str, list[float]], anew: Mapping[str, list[float]], p95: Mapping[str, float]) -> int:
    """Print the figures with their ratios and what remains to gain; return how many pages miss the bar."""
    bare, fresh_bare = statistics.median(spent["bare"]), statistics.median(anew["bare"])
    print(
        f"\n{'page':10}{'CPU ms':>8}{'x bare':>8}{'anew ms':>9}{'x bare':>8}{'p95 ms':>8}{'x bare':>8}   what remains"
    )
    missed = 0
    for name, times in spent.items():
        middle, fresh = statistics.median(times), statistics.median(anew[name])
        over = max(middle - BAR * bare, fresh - BAR * fresh_bare)
        missed += over > 0
        goal, distance = ("the bar", over) if over > 0 else ("bare", fresh - fresh_bare)
        print(
            f"{name:10}{middle:8.1f}{middle / bare:8.2f}{fresh:8.1f}{fresh / fresh_bare:8.2f}"
            f"{p95[name]:8.0f}{p95[name] / p95['bare']:8.2f}   {distance:.1f} ms to {goal}"
        )
    said = "kept or anew, a page takes at most"
    print(f"\nbar: {said} {BAR} times the processor time of the bare page; missed by {missed} of {len(spent) - 1}")
    return missed


def main() -> int:
    """Run the benchmark."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with scratch_database("pages"):
        from django.db import connection

        fill()
        paths = pages()
        with server(str(connection.settings_dict["NAME"])) as (port, pid):
            spent = cost(port, pid, paths, rounds)
            anew = cost(port, pid, paths, max(10, rounds // 4), write)
            p95 = waiting(port, paths)
    return min(1, report(spent, anew, p95))


if __name__ == "__main__":
    sys.exit(main())
