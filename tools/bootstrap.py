"""Bring a fresh clone to where everything can run: a private uv, Python 3.13, the locked packages, the catalogues.

Runs before anything is installed, so: standard library only, Python 3.11. Repeats cost next to nothing; whatever was
interrupted half-way is made anew. Proxies and indexes are taken from the environment and never written down.
"""

import argparse
import contextlib
import fcntl
import hashlib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VAR = ROOT / "var"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "eciap-set-up.json"
WANTED = (ROOT / ".python-version").read_text(encoding="ascii").strip()
SECOND_BEST = "3.12"  # for machines that have it and cannot fetch the wanted one; the locks hold for both
LOCK, LOCK_DEV, LOCK_UV = (ROOT / f"requirements{name}.lock" for name in ("", "-dev", "-bootstrap"))
NO_PIP = "python3 has neither pip nor venv. On Debian or Ubuntu: apt-get install python3-venv"
# What a wheel for CPython needs of its interpreter; some home-made builds lack one or the other.
PROBE = (
    "import ssl, zlib, ctypes, sys, sysconfig;"
    "print('%d.%d' % sys.version_info[:2] * (not sysconfig.get_config_var('Py_GIL_DISABLED')), sys.executable)"
)


class CannotSetUp(Exception):
    """Raised with one line that says what is missing and how to get it."""


def main() -> int:
    """Set everything up that has changed since the last time."""
    parser = argparse.ArgumentParser(description="Set up what the platform needs.")
    parser.add_argument("--dev", action="store_true", help="also what checks and tests need")
    parser.add_argument("--current", action="store_true", help="only say, by the exit code, whether nothing is to do")
    given = parser.parse_args()
    dev = given.dev
    if given.current:
        return not _up_to_date(dev=dev)
    try:
        if not _up_to_date(dev=dev):
            with _alone():
                _set_up(dev=dev or _stamp().get("dev", False))
    except CannotSetUp as problem:
        print(f"Set-up stopped: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _set_up(*, dev: bool) -> None:
    steps = Steps(4)
    with steps.step(f"the installer (uv {_uv_version()})"):
        uv = installer()
    with steps.step(f"Python {WANTED}") as say:
        python = _python(uv, say)
    with steps.step(f"the packages{' with those for checks and tests' if dev else ''} ({_count(dev)})"):
        _install(uv, python, dev=dev)
    with steps.step("the translations"):
        run(str(PYTHON), "-m", "eciap.config.messages", "compile")
    STAMP.write_text(json.dumps(_fingerprint(dev=dev)), encoding="utf-8")


class Steps:
    """Say what is being done, how far it is and how long each step took."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.done = 0

    @contextlib.contextmanager
    def step(self, what: str) -> Iterator["Say"]:
        """Announce a step, then say how long it took."""
        self.done += 1
        begin = time.monotonic()
        say = Say()
        print(f"Set-up {self.done}/{self.number}  {what} …", flush=True)
        yield say
        print(f"             {say.words or 'done'}, {time.monotonic() - begin:.1f} s", flush=True)


class Say:
    """What a step wants to have said at its end."""

    words = ""


# What there is already -----------------------------------------------------------------------------------------------


def _fingerprint(*, dev: bool) -> dict[str, object]:
    mark = hashlib.sha256(LOCK.read_bytes())
    if dev:
        mark.update(LOCK_DEV.read_bytes())
    catalogues = hashlib.sha256()
    for file in sorted((ROOT / "src/eciap/locale").glob("*/LC_MESSAGES/*.po")):
        catalogues.update(file.read_bytes())
    # The path, because a virtual environment does not survive being moved.
    return {
        "dev": dev,
        "path": str(ROOT),
        "python": WANTED,
        "packages": mark.hexdigest(),
        "catalogues": catalogues.hexdigest(),
        "set-up": hashlib.sha256(Path(__file__).read_bytes()).hexdigest(),
    }


def _stamp() -> dict[str, object]:
    with contextlib.suppress(OSError, ValueError):
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    return {}


def _up_to_date(*, dev: bool) -> bool:
    stamp = _stamp()
    return bool(stamp) and stamp == _fingerprint(dev=dev or bool(stamp.get("dev"))) and PYTHON.exists()


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Let one set-up at a time work on this checkout; the kernel frees the lock even after kill -9."""
    try:
        VAR.mkdir(exist_ok=True)
        lock = (VAR / "set-up.lock").open("w")
    except PermissionError as problem:
        raise CannotSetUp(f"{problem.filename} is not writable: was the set-up first run as another user?") from problem
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Waiting for another set-up of this checkout …", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


# The installer -------------------------------------------------------------------------------------------------------


def _uv_version() -> str:
    found = re.findall(r"^uv==(\S+)", LOCK_UV.read_text(encoding="utf-8"), re.MULTILINE)
    return str(found[0])


def installer() -> Path:
    """Return our own uv. One on the PATH may be any version, or a shim that fails."""
    folder = VAR / "uv" / _uv_version()
    uv = folder / "bin" / "uv"
    if not uv.exists():
        half = VAR / "uv" / "half"
        for left_over in (half, folder):
            shutil.rmtree(left_over, ignore_errors=True)
        given = {"PIP_REQUIRE_VIRTUALENV": "0", "PIP_USER": "0"}  # either would refuse --target
        hashed = ("--require-hashes", "--only-binary", ":all:", "-r", str(LOCK_UV))
        quiet = ("--quiet", "--disable-pip-version-check", "--no-warn-script-location")
        run(*_pip(), "install", *quiet, "--target", str(half), *hashed, env=given)
        half.rename(folder)
    return uv


def _pip() -> tuple[str, ...]:
    """Return a pip that works: this Python's, else one in a folder of its own."""
    pip = (sys.executable, "-m", "pip")
    if succeeds(*pip, "--version"):
        return pip
    home = VAR / "uv" / "pip"
    own = (str(home / "bin" / "python"), "-m", "pip")
    if not succeeds(*own, "--version") and not succeeds(sys.executable, "-m", "venv", "--clear", str(home)):
        shutil.rmtree(home, ignore_errors=True)
        raise CannotSetUp(NO_PIP)
    return own


# The interpreter -----------------------------------------------------------------------------------------------------


def _python(uv: Path, say: Say) -> str:
    """Return a Python of the wanted version: one that is here, else fetch it into var."""
    if found := _first(_candidates(WANTED), WANTED):
        say.words = f"found {found}"
        return found
    fetched = VAR / "python"
    try:
        run(str(uv), "python", "install", "--no-bin", "--install-dir", str(fetched), WANTED, env=_network())
    except CannotSetUp as problem:
        if found := _first(_candidates(SECOND_BEST), SECOND_BEST):
            say.words = f"{WANTED} cannot be fetched, {found} will do"
            return found
        raise CannotSetUp(
            f"there is no Python {WANTED} here, and it cannot be fetched ({problem}). "
            f"Install it (python{WANTED} on the PATH, or `pyenv install {WANTED}`), then run this again."
        ) from problem
    if found := _first(_candidates(WANTED), WANTED):
        say.words = "fetched"
        return found
    raise CannotSetUp(f"the Python {WANTED} that was fetched does not run on this system")


def _candidates(version: str) -> Iterator[str]:
    yield sys.executable
    yield f"python{version}"
    homes = (os.environ.get("PYENV_ROOT"), "~/.pyenv")
    for home in (Path(text).expanduser() for text in homes if text):
        if not os.access(home, os.R_OK | os.X_OK):
            continue  # somebody else's, left in the environment
        yield from map(str, sorted(home.glob(f"versions/{version}.*/bin/python{version}"), reverse=True))
    yield from map(str, (VAR / "python").glob(f"cpython-{version}.*/bin/python{version}"))


def _first(candidates: Iterable[str], *versions: str) -> str:
    """Return the real path of the first interpreter that runs and is of one of these versions."""
    for candidate in candidates:
        with contextlib.suppress(OSError, ValueError):
            done = subprocess.run([candidate, "-c", PROBE], capture_output=True, text=True, check=False)
            version, path = done.stdout.strip().split(" ", 1)
            if version in versions:
                return path
    return ""


# The packages --------------------------------------------------------------------------------------------------------


def _count(dev: bool) -> int:  # noqa: FBT001 - private, called once
    text = LOCK.read_text(encoding="utf-8") + (LOCK_DEV.read_text(encoding="utf-8") if dev else "")
    return len(set(re.findall(r"^([\w.-]+)==", text, re.MULTILINE)))


def _install(uv: Path, python: str, *, dev: bool) -> None:
    """Install exactly what the lock says, from files with these hashes, and our own source beside it."""
    stamp = _stamp()
    if stamp.get("path") != str(ROOT) or not _first(
        [str(PYTHON)], WANTED, SECOND_BEST
    ):  # never finished, moved, or its Python has gone
        shutil.rmtree(VENV, ignore_errors=True)
        run(str(uv), "venv", "--no-project", "--python", python, str(VENV))
    STAMP.unlink(missing_ok=True)
    locks = [str(LOCK), *([str(LOCK_DEV)] if dev else [])]
    strict = ("--require-hashes", "--compile-bytecode", "--python", str(PYTHON))
    run(str(uv), "pip", "sync", *strict, *locks, env=_network())
    packages = next((VENV / "lib").glob("python3.*/site-packages"))
    (packages / "eciap.pth").write_text(f"{ROOT / 'src'}\n", encoding="utf-8")
    script = VENV / "bin" / "eciap"
    command = shlex.quote(str(PYTHON))
    script.write_text(f'#!/bin/sh\nexec {command} -m eciap.config.cli "$@"\n', encoding="utf-8")
    script.chmod(0o755)


def _network() -> dict[str, str]:
    """Let uv go the way that pip goes on this machine: it reads its own settings, and none of pip's."""
    import ssl

    given = {"UV_HTTP_TIMEOUT": "120"}
    if ssl.create_default_context().cert_store_stats()["x509_ca"]:  # else uv's own list is all there is
        given["UV_SYSTEM_CERTS"] = "1"
    if not os.access(Path.home(), os.W_OK):
        given["UV_CACHE_DIR"] = str(VAR / "cache" / "uv")
    listed = subprocess.run([*_pip(), "config", "list"], capture_output=True, text=True, check=False).stdout
    words = {"index-url": "UV_DEFAULT_INDEX", "cert": "SSL_CERT_FILE", "proxy": "ALL_PROXY"}
    for name, value in re.findall(r"^[\w:]+\.([\w-]+)='(.*)'$", listed, re.MULTILINE):
        if name in words:
            given[words[name]] = value
    return {name: value for name, value in given.items() if name not in os.environ}


# Running other programs ----------------------------------------------------------------------------------------------


def run(*command: str, env: dict[str, str] | None = None) -> None:
    """Run a program; where it fails, show what it said."""
    watched = sys.stderr.isatty()
    done = subprocess.run(
        command,
        env={**os.environ, **(env or {})},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=None if watched else subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        print(f"{done.stdout}{done.stderr or ''}"[-4000:].strip(), file=sys.stderr)
        raise CannotSetUp(f"{Path(command[0]).name} failed with code {done.returncode}, see above")


def succeeds(*command: str) -> bool:
    """Say whether a program runs and is content."""
    with contextlib.suppress(OSError):
        return not subprocess.run(command, capture_output=True, check=False).returncode
    return False


if __name__ == "__main__":
    sys.exit(main())
