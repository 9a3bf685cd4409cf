"""The embedded server: it starts in odd places, survives what kills it, and says what is wrong."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from eciap.config import local_postgres, local_postgres_system, template_database

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes through /proc")

HOLDER = """
import pathlib, sys
from eciap.config import local_postgres
local_postgres.SYSTEM_HOME = pathlib.Path(sys.argv[2])
with local_postgres.in_use(pathlib.Path(sys.argv[1])):
    print("in use", flush=True)
    input()
"""


@contextlib.contextmanager
def a_home():
    """Stand in for /var/lib/eciap: short, because a socket may lie in it, and open to all as that is."""
    with tempfile.TemporaryDirectory(prefix="eciap-") as folder, pytest.MonkeyPatch.context() as patch:
        Path(folder).chmod(0o755)
        patch.setattr(local_postgres, "SYSTEM_HOME", Path(folder))
        yield Path(folder)


@pytest.fixture
def home():
    with a_home() as folder:
        yield folder


@pytest.fixture(scope="module")
def var():
    """A checkout's var folder with a space in its path, below a folder that only its owner may enter."""
    with tempfile.TemporaryDirectory(prefix="eciap test ") as folder, a_home():
        yield Path(folder) / "var"


@pytest.fixture
def server(var):
    """A server that runs."""
    with local_postgres.in_use(var):
        yield local_postgres.Server(var)


def ask(var, question):
    with template_database.connect(local_postgres.address(var)) as connection:
        return connection.execute(question).fetchone()[0]


def test_it_answers_sorts_by_code_point_and_listens_to_no_network(server, var):
    assert ask(var, "SELECT datlocale FROM pg_database WHERE datname = 'postgres'") == "C.UTF-8"
    assert ask(var, "SHOW listen_addresses") == ""
    assert ask(var, "SHOW timezone") == "UTC"


def test_only_its_owner_reaches_the_socket(server):
    assert server.place.socket.stat().st_mode & 0o777 == 0o700


def test_the_last_of_all_users_stops_it(var):
    with local_postgres.in_use(var):
        with local_postgres.in_use(var):
            pass
        assert local_postgres.Server(var).alive()
    assert not local_postgres.Server(var).alive()


def test_a_user_who_was_killed_counts_no_more(var):
    arguments = [str(var), str(local_postgres.SYSTEM_HOME)]
    child = subprocess.Popen([sys.executable, "-c", HOLDER, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    with child:
        child.stdout.readline()
        child.kill()
    assert local_postgres.Server(var).alive()
    with local_postgres.in_use(var):
        pass
    assert not local_postgres.Server(var).alive()


def test_it_comes_back_after_a_kill_with_what_was_committed(var):
    with local_postgres.in_use(var):
        with template_database.connect(local_postgres.address(var)) as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS kept AS SELECT 42 AS answer")
        server = local_postgres.Server(var)
        os.kill(server._own_pid(), signal.SIGKILL)
        while server.alive():
            time.sleep(0.01)
        with server.locked():
            server.start()
        assert ask(var, "SELECT answer FROM kept") == 42


def test_a_lock_file_that_names_a_stranger_is_no_obstacle(var):
    with local_postgres.in_use(var):
        data = local_postgres.place(var).data
    (data / "postmaster.pid").write_text(f"{os.getpid()}\n{data}\n", encoding="utf-8")
    with local_postgres.in_use(var):
        assert ask(var, "SELECT 1") == 1


def test_an_interrupted_beginning_is_made_anew(tmp_path, home):
    place = local_postgres.place(tmp_path)
    for left_over in ("data.new", "data"):
        (place.root / left_over / "base").mkdir(parents=True)
    place.note.parent.mkdir(exist_ok=True)
    place.note.write_text(f"{place.root}\n", encoding="utf-8")
    with local_postgres.in_use(tmp_path):
        assert ask(tmp_path, "SELECT 1") == 1


def test_a_start_that_fails_shows_the_words_of_postgresql(var):
    with local_postgres.in_use(var):
        wrong = local_postgres.place(var).data / "postgresql.auto.conf"
    before = wrong.read_text(encoding="utf-8")
    wrong.write_text("no_such_setting = 1\n", encoding="utf-8")
    with pytest.raises(
        local_postgres_system.ServerFailed, match='unrecognized configuration parameter "no_such_setting"'
    ):
        local_postgres.in_use(var).__enter__()
    wrong.write_text(before, encoding="utf-8")


def test_data_of_another_version_are_refused_and_left_alone(var):
    with local_postgres.in_use(var):
        version = local_postgres.place(var).data / "PG_VERSION"
    before = version.read_text(encoding="ascii")
    version.write_text("9\n", encoding="ascii")
    with pytest.raises(local_postgres_system.ServerFailed, match=r"written by PostgreSQL 9, this is \d+"):
        local_postgres.in_use(var).__enter__()
    version.write_text(before, encoding="ascii")


@pytest.mark.parametrize("name", ["x" * 100, "a,b", 'c"d', "é"])
def test_an_odd_path_gets_a_socket_elsewhere(tmp_path, name, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    socket = local_postgres.place(tmp_path / name).socket
    assert socket.parent == Path("/tmp")  # noqa: S108 - short and the same for everybody, TMPDIR is neither
    assert socket != local_postgres.place(tmp_path / "other" / name).socket


def test_a_plain_path_keeps_its_socket_beside_the_data(var):
    place = local_postgres.place(var)
    assert place.socket == place.root / "socket"


def test_without_root_everything_lies_in_the_checkout(monkeypatch, tmp_path):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert local_postgres.place(tmp_path).root == tmp_path / "postgres"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands folders over")
def test_a_socket_folder_that_somebody_else_planted_is_refused(tmp_path, home):
    place = local_postgres.place(tmp_path / "var")
    place.socket.parent.mkdir(parents=True)
    place.socket.symlink_to(tmp_path)
    with pytest.raises(local_postgres_system.ServerFailed, match="belongs to somebody else"):
        local_postgres.in_use(tmp_path / "var").__enter__()


@pytest.mark.skipif(os.geteuid() != 0, reason="others need no account of their own")
def test_as_root_below_a_closed_folder_the_data_lie_elsewhere_and_the_choice_stays(var):
    with local_postgres.in_use(var):
        place = local_postgres.place(var)
    assert place.root.parent == local_postgres.SYSTEM_HOME
    assert place.note.read_text(encoding="utf-8") == f"{place.root}\n"
    assert place.data.stat().st_uid != 0


def test_it_is_removed_with_all_its_data_but_not_while_somebody_uses_it(tmp_path, home):
    with local_postgres.in_use(tmp_path):
        place = local_postgres.place(tmp_path)
        with pytest.raises(local_postgres_system.ServerFailed, match="in use"):
            local_postgres.remove(tmp_path)
    local_postgres.remove(tmp_path)
    assert not place.root.exists()
    assert not (tmp_path / "postgres").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="others keep their data inside var")
def test_data_of_a_checkout_that_is_gone_do_not_come_back(var):
    with local_postgres.in_use(var), template_database.connect(local_postgres.address(var)) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS of_old (x int)")
    shutil.rmtree(var)
    with local_postgres.in_use(var), pytest.raises(psycopg.errors.UndefinedTable):
        ask(var, "SELECT count(*) FROM of_old")
