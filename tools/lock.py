"""Resolve requirements*.in into the hashed locks that are installed from; `--check` only compares.

The locks are universal and name no registry: uv's own uv.lock would name its host on every line.
"""

import re
import subprocess
import sys

import bootstrap

ROOT = bootstrap.ROOT
NAMES = ("requirements", "requirements-dev", "requirements-bootstrap")
OPTIONS = ("--universal", "--generate-hashes", "--no-emit-index-url", "--no-annotate", "--no-header", "--quiet")


def main(words: list[str]) -> int:
    """Write the locks, or say where they do not fit."""
    if words == ["--check"]:
        problems = [problem for name in NAMES for problem in unfit(name)]
        for problem in problems:
            print(problem, file=sys.stderr)
        return bool(problems)
    uv = bootstrap.installer()
    for name in NAMES:
        # The installer runs under whatever Python a machine has; the rest under ours or the second best.
        python = "3.11" if name.endswith("bootstrap") else bootstrap.SECOND_BEST
        command = [str(uv), "pip", "compile", *OPTIONS, "--python-version", python, *words]
        subprocess.run([*command, f"{name}.in", "--output-file", f"{name}.lock"], cwd=ROOT, check=True)
    return 0


def unfit(name: str) -> list[str]:
    """Compare what is asked for with what is locked: every name is there, pinned ones with that version and hashes."""
    lock = (ROOT / f"{name}.lock").read_text(encoding="utf-8")
    problems = [f"{name}.lock names a host: {line}" for line in lock.splitlines() if "://" in line]
    locked = dict(re.findall(r"^([\w.-]+)==(\S+)", lock, re.MULTILINE))
    bare = re.findall(r"^([\w.-]+)==\S+(?! *\\)$", lock, re.MULTILINE)
    problems += [f"{name}.lock has no hash for {package}" for package in bare]
    for asked in (ROOT / f"{name}.in").read_text(encoding="utf-8").splitlines():
        if found := re.match(r"([\w.-]+)(?:\[[\w,-]+\])?(?:==(\S+))?$", asked):
            have = locked.get(found[1].lower())
            if have is None or (found[2] and have != found[2]):
                problems.append(f"{name}.lock does not fit {asked!r} (it has {have}): run `make lock`")
    return problems


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
