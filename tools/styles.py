"""Joins the hand-written styles and the vendored ones into the one stylesheet that pages load.

`python tools/styles.py build` writes it, `python tools/styles.py check` fails when it is stale. No Node needed.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

UI = Path(__file__).resolve().parent.parent / "src" / "eciap" / "foundation" / "ui"
TARGET = UI / "static" / "ui" / "site.css"


def squeezed(css: str) -> str:
    """The same rules without comments and spare space; strings are left as they are."""
    kept = re.split(r"""("[^"]*"|'[^']*')""", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))
    for at in range(0, len(kept), 2):
        text = re.sub(r"\s+", " ", kept[at])
        text = re.sub(r" ?([{};,]) ?", r"\1", text)
        kept[at] = re.sub(r";}", "}", re.sub(r"([a-z-]): ", r"\1:", text))
    return "".join(kept).strip()


def joined() -> str:
    sheets = sorted((UI / "styles").glob("*.css"))
    layers, ours = sheets[0], sheets[1:]
    parts = [squeezed(layers.read_text()), (UI / "static" / "vendor" / "designsystemet.css").read_text().strip()]
    return "\n".join(parts + [squeezed(sheet.read_text()) for sheet in ours]) + "\n"


def main(verb: str) -> int:
    if verb == "build":
        TARGET.parent.mkdir(parents=True, exist_ok=True)
        TARGET.write_text(joined())
        return 0
    if not TARGET.exists() or TARGET.read_text() != joined():
        print("static/ui/site.css is stale: run `python tools/styles.py build`", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "check"))
