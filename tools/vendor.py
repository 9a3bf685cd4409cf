"""Guards the parts that are not ours: every file under static/vendor (and axe for the tests) is the one we took in.

`python tools/vendor.py check` compares what is committed with the manifest, and both ways: a file that the manifest
does not name is a mistake as well. `rebuild` builds everything anew from the packages of `frontend/` (needs Node and
fonttools) and compares byte by byte.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "src" / "eciap" / "foundation" / "ui" / "static" / "vendor"
FOLDERS = (VENDOR, ROOT / "tests" / "vendor")
MANIFEST = VENDOR / "VENDOR.json"


def recorded() -> dict[str, str]:
    """Path and hash of every file that the manifest names."""
    return {path: digest for part in json.loads(MANIFEST.read_text()) for path, digest in part["files"].items()}


def present() -> dict[str, str]:
    """Path and hash of every vendored file that is here."""
    files = (path for folder in FOLDERS for path in sorted(folder.rglob("*")) if path.is_file() and path != MANIFEST)
    return {path.relative_to(ROOT).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def check() -> list[str]:
    """What is not as the manifest says."""
    wanted, here = recorded(), present()
    wrong = [f"missing: {path}" for path in wanted if path not in here]
    wrong += [f"not in the manifest: {path}" for path in here if path not in wanted]
    return wrong + [f"changed: {path}" for path in wanted if path in here and here[path] != wanted[path]]


def rebuild() -> list[str]:
    """What comes out different when built anew."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"PYTHON": os.environ.get("PYTHON", sys.executable)}
        subprocess.run(["node", "build.mjs", folder], cwd=ROOT / "frontend", env=environment, check=True)
        wrong = []
        for path in recorded():
            ours = ROOT / path
            again = Path(folder) / ("tests" if path.startswith("tests/") else "") / _inside(ours)
            if not again.exists() or ours.read_bytes() != again.read_bytes():
                wrong.append(f"different when built anew: {path}")
        return wrong


def _inside(path: Path) -> Path:
    return path.relative_to(next(folder for folder in FOLDERS if folder in path.parents))


def main(verb: str) -> int:
    """Say what is wrong; nothing is good."""
    wrong = {"check": check, "rebuild": rebuild}[verb]()
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "check"))
