"""Fail unless every line that decides, writes or reads has been run by a test, and every line of openmethod."""

import json
import re
import sys
from pathlib import Path

from coverage import Coverage

ROOT = Path(__file__).resolve().parents[1]
GATED = re.compile(r"src/(openmethod/|eciap/(.+/)?(operations|queries|rules)(/.+)?\.py$)")


def main() -> int:
    """Name every gated line that no test has run."""
    measured = Coverage(data_file=str(ROOT / ".coverage"))
    measured.load()
    target = ROOT / "var" / "coverage.json"
    target.parent.mkdir(exist_ok=True)
    measured.json_report(outfile=str(target))
    report = json.loads(target.read_text(encoding="utf-8"))
    missed = misses(report["files"])
    for line in missed:
        print(line, file=sys.stderr)
    total = report["totals"]["percent_covered"]
    gated = sum(bool(GATED.search(name)) for name in report["files"])
    print(f"Coverage: {total:.0f} % of all; {gated} gated files, {'all complete' if not missed else 'NOT complete'}.")
    return bool(missed)


def misses(files: dict[str, dict[str, list[int]]]) -> list[str]:
    """Return what is missing, one file a line."""
    found = []
    for name, file in sorted(files.items()):
        if GATED.search(name):
            lines = [str(number) for number in file["missing_lines"]]
            branches = [f"{start}->{end}" for start, end in file.get("missing_branches", [])]
            if lines or branches:
                found.append(f"{name}: never run: {', '.join(lines + branches)}")
    return found


if __name__ == "__main__":
    sys.exit(main())
