"""Whoever waits is told how far it is and how long it took: in one line on a terminal, now and then elsewhere."""

import itertools

import pytest
from django.core.management import call_command

from eciap.config import migrating, progress


@pytest.fixture
def clock(monkeypatch):
    """Two seconds pass between two looks at it."""
    seconds = itertools.count(100.0, 2.0)
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(seconds))


def test_on_a_terminal_one_line_is_written_over(clock, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    counter = progress.Counter("migrations")
    for done in (1, 2, 3):
        counter(done, 3)
    ten = " " * 10
    assert capsys.readouterr().out == (
        f"\r{ten}1 of 3 migrations, 2.0 s\r{ten}2 of 3 migrations, 4.0 s\r{ten}3 of 3 migrations, 6.0 s\n"
    )


def test_elsewhere_a_line_is_said_every_few_seconds_and_at_the_end(clock, capsys):
    counter = progress.Counter("entries")
    for done in range(1, 8):
        counter(done, 7)
    assert [line.strip() for line in capsys.readouterr().out.splitlines()] == [
        "3 of 7 entries, 6.0 s",
        "6 of 7 entries, 12.0 s",
        "7 of 7 entries, 14.0 s",
    ]


@pytest.mark.django_db
def test_migrating_tells_how_many_of_how_many_are_done():
    heard = []
    call_command("migrate", "exchange", "zero", fake=True, verbosity=0)
    call_command(migrating.Command(lambda *far: heard.append(far)), "exchange", fake=True, verbosity=0)
    assert heard == [(1, 2), (2, 2)]


@pytest.mark.django_db
def test_where_nothing_is_to_be_migrated_nothing_is_told():
    heard = []
    call_command(migrating.Command(lambda *far: heard.append(far)), verbosity=0)
    assert heard == []
