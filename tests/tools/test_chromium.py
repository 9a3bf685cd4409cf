"""Finding a Chromium, as far as it can be told without fetching one."""

import stat

import chromium
import pytest


@pytest.fixture
def browser(tmp_path):
    """A program that answers when asked for its version."""
    path = tmp_path / "chromium"
    path.write_text("#!/bin/sh\necho Chromium 1\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.fixture(autouse=True)
def bare(monkeypatch, tmp_path):
    """A machine without any browser, on which nothing is fetched."""
    monkeypatch.delenv("ECIAP_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    monkeypatch.setattr(chromium, "BROWSERS", tmp_path / "browsers")
    monkeypatch.setattr(chromium, "_from_debian", lambda: iter(()))
    monkeypatch.setattr(chromium, "_from_playwright", chromium._unpacked)


def test_the_one_on_the_path_is_taken(browser, monkeypatch, capsys):
    monkeypatch.setenv("PATH", f"{browser.parent}:/usr/bin:/bin")
    assert chromium.main() == 0
    assert capsys.readouterr().out == f"{browser}\n"


def test_the_one_that_was_fetched_is_taken(browser, monkeypatch, tmp_path, capsys):
    fetched = tmp_path / "browsers" / "chromium-1" / "chrome"
    fetched.parent.mkdir(parents=True)
    browser.rename(fetched)
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    monkeypatch.setattr(chromium, "NAMES", ())
    assert chromium.main() == 0
    assert capsys.readouterr().out == f"{fetched}\n"


def test_one_that_does_not_start_does_not_count(browser, monkeypatch):
    browser.write_text("#!/bin/sh\nexit 127\n", encoding="utf-8")
    monkeypatch.setenv("ECIAP_CHROMIUM", str(browser))
    assert chromium.main() == 1


def test_without_any_one_line_says_what_to_install(capsys):
    assert chromium.main() == 1
    assert capsys.readouterr().err == (
        "The browser journeys need Chromium. On Debian or Ubuntu: apt-get install chromium\n"
    )
