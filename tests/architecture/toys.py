"""Builds toy houses: the real floors and rooms with next to nothing in them, and faults where a test wants them.

`alliance` plays the lower of two contexts, `roadmaps` the higher one.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.architecture.source import ROOT, heights

LOWER, HIGHER = "alliance", "roadmaps"
ROOMS = ("enums", "models", "rules", "queries", "operations", "views")


def build(root: Path, files: Mapping[str, str]) -> Path:
    """Write a sound toy house below `root`, then the given files over it."""
    sound = {"openmethod/__init__.py": "", "eciap/__init__.py": "", "eciap/foundation/__init__.py": ""}
    for context, (floor, _app) in heights().items():
        sound[f"eciap/{'foundation/' if floor == 0 else ''}{context}/__init__.py"] = ""
    for context in (LOWER, HIGHER):
        sound |= {f"eciap/{context}/{room}.py": "" for room in ROOMS}
    for name, text in (sound | dict(files)).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def lint_imports(house: Path) -> str:
    """Hold our own contracts against a toy house, in a process of its own, and return what the linter says."""
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--no-logo", "--no-cache", "--config", ROOT / ".importlinter"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(house), "COLUMNS": "200", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr
