"""The tools are scripts beside the source: their folder is on the path as it is when they run."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2] / "tools"))
