"""The supervisor's pieces: what it starts it watches, ends and never leaves over."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import replace

import pytest

from eciap.config import demo, demo_prepare, demo_processes, env
from eciap.config.demo_processes import Child

linux = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes through /proc")
SLEEPER = [sys.executable, "-c", "import time; print('here', flush=True); time.sleep(60)"]
PARENT = [sys.executable, "-c", f"import subprocess; subprocess.run({SLEEPER!r})"]


def until(condition):
    deadline = time.monotonic() + 20
    while not (found := condition()) and time.monotonic() < deadline:
        time.sleep(0.01)
    return found


@pytest.fixture
def environment(tmp_path):
    return replace(env.read(), var=tmp_path, port=free_port())


def free_port():
    with socket.socket() as trial:
        trial.bind((demo.HOST, 0))
        return trial.getsockname()[1]


def child(tmp_path, command):
    return Child("sleeper", command, tmp_path, dict(os.environ))


def test_a_child_writes_to_its_own_log_and_ends_when_asked(tmp_path):
    one = child(tmp_path, SLEEPER)
    one.start()
    assert until(lambda: one.last_words() == "here")
    demo_processes.end_all([one])
    assert one.process is None


@linux
def test_a_child_ends_with_all_that_it_started(tmp_path):
    one = child(tmp_path, PARENT)
    one.start()
    assert until(lambda: len(demo_processes.left_over(tmp_path)) == 2)
    one.end(time.monotonic())
    assert until(lambda: demo_processes.left_over(tmp_path) == [])


@linux
def test_a_child_notices_that_its_parent_was_killed(tmp_path):
    script = (
        "import os, pathlib, sys; from eciap.config.demo_processes import Child;"
        f"Child('sleeper', {SLEEPER!r}, pathlib.Path(sys.argv[1]), dict(os.environ)).start(); os.kill(os.getpid(), 9)"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert until(lambda: demo_processes.left_over(tmp_path) == [])


@linux
def test_what_an_interrupted_demo_left_over_is_ended_and_nothing_else(tmp_path):
    ours, others = (
        subprocess.Popen(SLEEPER, env=os.environ | {demo_processes.MARK: str(var)}, stdout=subprocess.DEVNULL)
        for var in (tmp_path, tmp_path / "of another checkout")
    )
    assert until(lambda: demo_processes.left_over(tmp_path) == [ours.pid])
    threading.Thread(target=ours.wait).start()  # init would do this for an orphan
    assert demo_processes.end_left_over(tmp_path) == 1
    assert others.poll() is None
    others.kill()
    others.wait()


def test_a_child_that_fails_five_times_within_a_minute_is_given_up(tmp_path):
    one = child(tmp_path, [sys.executable, "-c", "print('no luck'); raise SystemExit(3)"])
    for _ in range(4):
        one.start()
        one.end(time.monotonic() + 20)
    assert not one.fails_again_and_again()
    one.start()
    one.end(time.monotonic() + 20)
    assert one.fails_again_and_again()
    assert one.last_words().splitlines() == ["no luck"] * 5


def test_the_supervisor_gives_up_with_the_last_words(environment, tmp_path, monkeypatch):
    supervisor = demo.Demo(environment, threading.Event())
    broken = child(tmp_path, [sys.executable, "-c", "print('no luck')"])
    monkeypatch.setattr(broken, "fails_again_and_again", lambda: True)
    broken.start()
    assert until(lambda: broken.code == 0)
    with pytest.raises(demo.Stopped, match=r"the sleeper ended five times within a minute. It said:\nno luck"):
        supervisor._revive(broken)


def test_the_supervisor_starts_again_what_died(environment, tmp_path, capsys):
    supervisor = demo.Demo(environment, threading.Event())
    one = child(tmp_path, SLEEPER)
    one.start()
    os.kill(one.process.pid, signal.SIGKILL)
    assert until(lambda: one.code == -signal.SIGKILL)
    supervisor._revive(one)
    assert one.code is None
    demo_processes.end_all([one])
    assert capsys.readouterr().out.strip() == "The sleeper has ended (code -9); starting it again."


def test_a_busy_port_is_said_plainly():
    with socket.socket() as busy:
        busy.bind((demo.HOST, 0))
        busy.listen()
        port = busy.getsockname()[1]
        with pytest.raises(demo.Stopped) as problem:
            demo.refuse_busy(port)
    assert str(problem.value) == f"port {port} is in use by another program. Take another: make demo PORT={port + 1}"


def test_a_free_port_is_taken(environment):
    demo.refuse_busy(environment.port)
    with socket.socket() as ours:  # what was tried is let go again
        ours.bind((demo.HOST, environment.port))
        assert ours.getsockname() == (demo.HOST, environment.port)


def test_nobody_answers_on_a_free_port(environment):
    assert not demo.answers(environment.port)


def test_a_second_demo_of_the_same_checkout_is_refused(environment):
    with demo._alone(environment):
        with pytest.raises(demo.Stopped) as problem, demo._alone(environment):
            pass
        address = f"http://127.0.0.1:{environment.port}/"
        assert str(problem.value) == (
            f"it already runs in this checkout: {address}, process {os.getpid()}. End that one first."
        )


def test_a_second_demo_waits_for_one_that_is_ending(environment):
    holder = (environment.var / "run").mkdir() or (environment.var / "run" / "demo.lock").open("w")
    fcntl.flock(holder, fcntl.LOCK_EX)
    demo.Note(environment.var / "run" / "demo").write(demo.ENDING)
    threading.Timer(0.3, holder.close).start()
    with demo._alone(environment) as note:
        assert note.read() == f"http://127.0.0.1:{environment.port}/, process {os.getpid()}"


def test_the_start_can_be_interrupted(environment):
    asked = threading.Event()
    asked.set()
    supervisor = demo.Demo(environment, asked)
    with pytest.raises(demo.Interrupted):
        supervisor._wait_until_ready()


@pytest.fixture
def checkout(environment, tmp_path):
    (tmp_path / "src").mkdir()
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "news.yaml").write_text("one", encoding="utf-8")
    (tmp_path / "requirements.lock").write_text("", encoding="utf-8")
    return replace(environment, root=tmp_path, content=tmp_path / "content")


def test_changed_content_is_seen(checkout):
    before = demo_prepare.of_everything(checkout)
    assert demo_prepare.of_everything(checkout) == before
    (checkout.content / "news.yaml").write_text("another", encoding="utf-8")
    assert demo_prepare.of_everything(checkout) != before


def test_only_what_has_changed_is_prepared(checkout, monkeypatch):
    mark = demo_prepare.of_everything(checkout)
    held = {"everything": mark}
    monkeypatch.setattr(demo_prepare, "_database_holds", lambda _: held.get("everything"))
    assert [command[-2] for command in demo_prepare.commands(checkout)] == ["static"]
    demo_prepare._static_stamp(checkout).parent.mkdir(parents=True)
    demo_prepare._static_stamp(checkout).write_text(mark, encoding="utf-8")
    assert demo_prepare.commands(checkout) == []
    held.clear()
    assert [command[-2] for command in demo_prepare.commands(checkout)] == ["database"]
