"""The set-up of a fresh clone, as far as it can be told without the network."""

import json
import subprocess
import sys

import bootstrap
import pytest


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout that has been set up, in the eyes of the tool."""
    for name, file in {"LOCK": "a.lock", "LOCK_DEV": "b.lock"}.items():
        (tmp_path / file).write_text("one==1\n", encoding="utf-8")
        monkeypatch.setattr(bootstrap, name, tmp_path / file)
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "VAR", tmp_path / "var")
    monkeypatch.setattr(bootstrap, "STAMP", tmp_path / "stamp")
    monkeypatch.setattr(bootstrap, "PYTHON", tmp_path / "stamp")
    bootstrap.STAMP.write_text(json.dumps(bootstrap._fingerprint(dev=False)), encoding="utf-8")
    return tmp_path


def test_nothing_is_to_do_where_nothing_changed(checkout):
    assert bootstrap._up_to_date(dev=False)


def test_the_tools_for_tests_are_set_up_when_asked_for_and_then_stay(checkout):
    assert not bootstrap._up_to_date(dev=True)
    bootstrap.STAMP.write_text(json.dumps(bootstrap._fingerprint(dev=True)), encoding="utf-8")
    assert bootstrap._up_to_date(dev=True)
    assert bootstrap._up_to_date(dev=False)


@pytest.mark.parametrize("change", ["lock", "stamp", "moved", "catalogue"])
def test_whatever_changes_is_noticed(checkout, change, monkeypatch):
    if change == "lock":
        (checkout / "a.lock").write_text("one==2\n", encoding="utf-8")
    elif change == "stamp":
        bootstrap.STAMP.write_text("half", encoding="utf-8")
    elif change == "moved":
        monkeypatch.setattr(bootstrap, "ROOT", checkout / "elsewhere")
    else:
        catalogue = checkout / "src/eciap/locale/fr/LC_MESSAGES/django.po"
        catalogue.parent.mkdir(parents=True)
        catalogue.write_text("msgid", encoding="utf-8")
    assert not bootstrap._up_to_date(dev=False)


def test_an_interpreter_is_taken_only_if_it_runs_and_fits():
    ours = f"{sys.version_info[0]}.{sys.version_info[1]}"
    assert bootstrap._first(["no-such-python", sys.executable], ours) == sys.executable
    assert bootstrap._first([sys.executable], "3.9") == ""


def test_an_older_interpreter_will_do_where_the_wanted_one_cannot_be_fetched(checkout, monkeypatch):
    monkeypatch.setattr(bootstrap, "WANTED", "3.99")
    monkeypatch.setattr(bootstrap, "SECOND_BEST", f"{sys.version_info[0]}.{sys.version_info[1]}")
    monkeypatch.setattr(bootstrap, "_network", dict)
    say = bootstrap.Say()
    assert bootstrap._python("false", say) == sys.executable
    assert say.words == f"3.99 cannot be fetched, {sys.executable} will do"


def test_without_any_interpreter_it_says_which_to_install(checkout, monkeypatch):
    monkeypatch.setattr(bootstrap, "WANTED", "3.99")
    monkeypatch.setattr(bootstrap, "SECOND_BEST", "3.98")
    monkeypatch.setattr(bootstrap, "_network", dict)
    with pytest.raises(bootstrap.CannotSetUp, match=r"there is no Python 3\.99 here, and it cannot be fetched"):
        bootstrap._python("false", bootstrap.Say())


def test_the_network_is_reached_as_pip_reaches_it(checkout, monkeypatch):
    told = "global.index-url='https://person:word@mirror.test/simple'\nglobal.cert='/a.pem'\n:env:.timeout='9'\n"
    monkeypatch.setattr(bootstrap, "_pip", lambda: (sys.executable, "-c", f"print({told!r})"))
    monkeypatch.delenv("UV_DEFAULT_INDEX", raising=False)
    monkeypatch.setenv("SSL_CERT_FILE", "/given.pem")
    given = bootstrap._network()
    assert given["UV_DEFAULT_INDEX"] == "https://person:word@mirror.test/simple"
    assert "SSL_CERT_FILE" not in given


def test_a_program_that_fails_shows_what_it_said(checkout, capsys):
    with pytest.raises(bootstrap.CannotSetUp, match="failed with code 3"):
        bootstrap.run(sys.executable, "-c", "import sys; print('why'); sys.exit(3)")
    assert "why" in capsys.readouterr().err


def test_without_pip_and_venv_one_line_says_what_to_install(checkout, monkeypatch):
    monkeypatch.setattr(bootstrap, "succeeds", lambda *_: False)
    with pytest.raises(bootstrap.CannotSetUp) as problem:
        bootstrap._pip()
    assert str(problem.value) == bootstrap.NO_PIP


def test_a_step_says_what_how_far_and_how_long(capsys):
    steps = bootstrap.Steps(2)
    with steps.step("the first") as say:
        say.words = "found"
    first, second = capsys.readouterr().out.splitlines()
    assert first == "Set-up 1/2  the first …"
    assert second.startswith("             found, 0.")


def test_the_quick_look_needs_no_packages():
    command = [sys.executable, "-S", "-c", "import sys; sys.path.append('tools'); import bootstrap"]
    assert subprocess.run(command, cwd=bootstrap.ROOT, check=False).returncode == 0
