"""Cuts the two typefaces into the few small files that pages load (needs fonttools and brotli; developers only).

First paint loads one file: Commissioner, Latin, weight axis. Everything else waits until a page sets a glyph of it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

HERE = Path(__file__).parent
SOURCE = HERE / "node_modules" / "@fontsource-variable"

LATIN = (
    "U+0020-007E,U+00A0-00FF,U+0131,U+0152-0153,U+02C6,U+02DA,U+02DC,U+2010-2015,U+2018-201A,"
    "U+201C-201E,U+2020-2022,U+2026,U+202F,U+2030,U+2032-2033,U+2039-203A,U+2044,U+2070,"
    "U+2074-2079,U+2080-2089,U+20AC,U+2116,U+2122,U+2190-2193,U+2196-2199,U+2212,U+2248,U+2260,"
    "U+2264-2265"
)
LATIN_EXT = (
    "U+0100-0130,U+0132-0151,U+0154-017F,U+018F,U+0192,U+01E6-01E7,U+01FA-01FF,U+0218-021B,"
    "U+0237,U+0259,U+02C7,U+02D8-02D9,U+02DB,U+02DD,U+1E02-1E03,U+1E0A-1E0B,U+1E1E-1E1F,"
    "U+1E40-1E41,U+1E56-1E57,U+1E60-1E61,U+1E6A-1E6B,U+1E80-1E85,U+1E9E,U+1EF2-1EF3"
)
GREEK = "U+0370-0377,U+037A-037F,U+0384-038A,U+038C,U+038E-03A1,U+03A3-03FF"
CYRILLIC = "U+0400-045F,U+0490-0491,U+04B0-04B1"

# target: (source, unicode range, axes held still)
FACES = {
    "commissioner-latin": ("commissioner/files/commissioner-latin-wght-normal.woff2", LATIN, {"wght": (300, 700)}),
    "commissioner-latin-ext": (
        "commissioner/files/commissioner-latin-ext-wght-normal.woff2",
        LATIN_EXT,
        {"wght": (300, 700)},
    ),
    "commissioner-greek": ("commissioner/files/commissioner-greek-wght-normal.woff2", GREEK, {"wght": (300, 700)}),
    "commissioner-cyrillic": (
        "commissioner/files/commissioner-cyrillic-wght-normal.woff2",
        CYRILLIC,
        {"wght": (300, 700)},
    ),
    "commissioner-display-latin": (
        "commissioner/files/commissioner-latin-full-normal.woff2",
        LATIN,
        {"wght": 600, "FLAR": 100, "VOLM": 0, "slnt": 0},
    ),
    "commissioner-display-latin-ext": (
        "commissioner/files/commissioner-latin-ext-full-normal.woff2",
        LATIN_EXT,
        {"wght": 600, "FLAR": 100, "VOLM": 0, "slnt": 0},
    ),
    "commissioner-display-greek": (
        "commissioner/files/commissioner-greek-full-normal.woff2",
        GREEK,
        {"wght": 600, "FLAR": 100, "VOLM": 0, "slnt": 0},
    ),
    "commissioner-display-cyrillic": (
        "commissioner/files/commissioner-cyrillic-full-normal.woff2",
        CYRILLIC,
        {"wght": 600, "FLAR": 100, "VOLM": 0, "slnt": 0},
    ),
    "literata-latin": ("literata/files/literata-latin-wght-normal.woff2", LATIN, {"wght": 400}),
    "literata-latin-bold": ("literata/files/literata-latin-wght-normal.woff2", LATIN, {"wght": 650}),
    "literata-latin-italic": ("literata/files/literata-latin-wght-italic.woff2", LATIN, {"wght": 400}),
    "literata-latin-ext": ("literata/files/literata-latin-ext-wght-normal.woff2", LATIN_EXT, {"wght": 400}),
    "literata-greek": ("literata/files/literata-greek-wght-normal.woff2", GREEK, {"wght": 400}),
    "literata-cyrillic": ("literata/files/literata-cyrillic-wght-normal.woff2", CYRILLIC, {"wght": 400}),
}
FEATURES = ["kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "tnum", "lnum"]


def codepoints(ranges: str) -> set[int]:
    found: set[int] = set()
    for part in ranges.replace("U+", "").split(","):
        first, _, last = part.partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return found


def cut(name: str, target: Path) -> int:
    source, ranges, axes = FACES[name]
    font = TTFont(SOURCE / source, recalcTimestamp=False)
    known = {axis.axisTag for axis in font["fvar"].axes}
    options = Options(
        layout_features=FEATURES, hinting=False, desubroutinize=True, notdef_outline=True, name_IDs=[0, 1, 2, 13, 14]
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codepoints(ranges))
    subsetter.subset(font)
    font = instantiateVariableFont(font, {tag: value for tag, value in axes.items() if tag in known})
    font.flavor = "woff2"
    path = target / f"{name}.woff2"
    font.save(path)
    return path.stat().st_size


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for face in FACES:
        sys.stdout.write(f"{face:34} {cut(face, folder):>7}\n")
