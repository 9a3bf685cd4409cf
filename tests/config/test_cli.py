"""The command `eciap`: our words first, Django's after them, and a database only where one is asked."""

import contextlib
import sys

import pytest

from eciap.config import cli, demo, demo_prepare, messages, serve


@pytest.fixture
def done(monkeypatch):
    """What was run instead of the real thing."""
    done = []

    @contextlib.contextmanager
    def database():
        done.append("database")
        yield

    monkeypatch.setattr(cli, "_database", database)
    monkeypatch.setattr("django.core.management.execute_from_command_line", done.append)
    monkeypatch.setattr(demo, "main", lambda: 7)
    monkeypatch.setattr(demo, "reset", lambda: 8)
    monkeypatch.setattr(messages, "main", lambda words: done.append(words) or 9)
    monkeypatch.setattr(demo_prepare, "main", lambda words: done.append(words) or 10)
    monkeypatch.setenv("ECIAP_MODE", "test")
    return done


@pytest.mark.parametrize(
    ("words", "code", "what"),
    [
        (["demo"], 7, []),
        (["reset"], 8, []),
        (["messages", "check"], 9, [["check"]]),
        (["prepare", "static", "x"], 10, [["static", "x"]]),
        (["content", "load"], 0, ["database", ["eciap", "content", "load"]]),
        (["worker", "--queues", "mail"], 0, ["database", ["eciap", "run_worker", "--queues", "mail"]]),
        (["collectstatic"], 0, [["eciap", "collectstatic"]]),
        ([], 0, [["eciap"]]),
    ],
)
def test_a_command_goes_where_it_belongs(done, words, code, what):
    assert cli.run(words) == code
    assert done == what


def test_the_web_server_replaces_the_process(monkeypatch):
    called = []
    monkeypatch.setattr("os.execv", lambda program, words: called.append((program, words)))
    monkeypatch.setenv("PORT", "8123")
    serve.become_web_server()
    [(program, words)] = called
    assert program == sys.executable
    assert words[words.index("--port") + 1] == "8123"
    assert words[words.index("--host") + 1] == "127.0.0.1"
    assert words[-1] == "eciap.config.wsgi:application"


def test_ctrl_c_ends_without_a_traceback(monkeypatch):
    def interrupted(words):
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "run", interrupted)
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == 130
