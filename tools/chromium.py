"""Find a Chromium for the browser journeys, or get one; print where it is."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

VAR = Path(__file__).resolve().parents[1] / "var"
BROWSERS = VAR / "browsers"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def main() -> int:
    """Print the path of a Chromium that runs."""
    for find in (_found, _from_debian, _from_playwright):
        for path in find():
            if _runs(path):
                print(path)
                return 0
    print("The browser journeys need Chromium. On Debian or Ubuntu: apt-get install chromium", file=sys.stderr)
    return 1


def _found() -> Iterator[str]:
    if given := os.environ.get("ECIAP_CHROMIUM"):
        yield given
    yield from filter(None, map(shutil.which, NAMES))
    yield from _unpacked()


def _from_debian() -> Iterator[str]:
    """As root on Debian its own package is best: it brings the libraries along, and updates."""
    apt = shutil.which("apt-get")
    if os.geteuid() != 0 or not apt:
        return
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = [apt, "install", "-y", "-qq", "--no-install-recommends", "chromium"]
    print("Installing the package chromium …", file=sys.stderr)
    for command in (install, [apt, "update", "-qq"], install):  # the lists may be missing or old
        done = subprocess.run(command, env=quiet, capture_output=True, check=False)
        if command is install and not done.returncode:
            break
    yield from filter(None, map(shutil.which, NAMES))


def _from_playwright() -> Iterator[str]:
    print("Fetching the Chromium that playwright knows …", file=sys.stderr)
    command = [sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"]
    subprocess.run(command, env=_with_folder(), stdout=subprocess.DEVNULL, check=False)
    yield from _unpacked()


def _with_folder() -> dict[str, str]:
    return {**os.environ, "PLAYWRIGHT_BROWSERS_PATH": str(BROWSERS)}


def _unpacked() -> Iterator[str]:
    names = {"chrome", "headless_shell", "chrome-headless-shell", "Chromium"}
    yield from (str(path) for path in sorted(BROWSERS.rglob("*")) if path.name in names and path.is_file())


def _runs(path: str) -> bool:
    """Say whether it starts at all: playwright's own lacks libraries on a bare system."""
    try:
        return not subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode
    except (OSError, subprocess.TimeoutExpired):
        return False


if __name__ == "__main__":
    sys.exit(main())
