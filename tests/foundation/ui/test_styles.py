"""The stylesheet: fresh, small, and readable in both schemes."""

import re
import subprocess
import sys
from pathlib import Path

import brotli
import pytest

ROOT = Path(__file__).resolve().parents[3]
UI = ROOT / "src" / "eciap" / "foundation" / "ui"
TOKENS = (UI / "styles" / "20-tokens.css").read_text()
HUES = ("ink", "vermilion", "ultramarine", "viridian", "plum")


def pair(name, block=TOKENS):
    """The two colours of a token: light, dark."""
    found = re.search(rf"--{name}: light-dark\((#\w+), (#\w+)\)", block)
    return found[1], found[2]


def hue_block(hue):
    return re.search(rf'\[data-hue="{hue}"\][^{{]*\{{(.*?)\}}', TOKENS, re.DOTALL)[1]


def luminance(colour):
    digits = colour.removeprefix("#")
    digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, two):
    dark, light = sorted((luminance(one), luminance(two)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("hue", HUES)
def test_every_hue_is_readable(hue, scheme):
    block = hue_block(hue)
    text, tint, solid, on_solid = (
        (pair(name, block)[scheme] for name in ("text-hue", "tint", "solid", "on-solid"))
        if hue == "ink"
        else (
            *(pair(name, block)[scheme] for name in ("text-hue", "tint", "solid")),
            pair("on-solid")[scheme],
        )
    )
    paper, ink = pair("paper")[scheme], pair("ink")[scheme]
    assert contrast(text, paper) >= 4.5
    assert contrast(text, tint) >= 4.5
    assert contrast(ink, tint) >= 4.5
    assert contrast(on_solid, solid) >= 4.5
    assert contrast(solid, paper) >= 3


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "raised", "sunk"])
def test_quiet_words_and_states_are_readable_on_every_ground(ground, scheme):
    below = pair(ground)[scheme]
    for name in ("ink", "quiet", "good", "bad"):
        assert contrast(pair(name)[scheme], below) >= 4.5, name
    assert contrast(pair("line-strong")[scheme], below) >= 3


def test_all_styles_weigh_at_most_25_kilobytes():
    assert len(brotli.compress((UI / "static" / "ui" / "site.css").read_bytes())) <= 25_000


def test_the_map_weighs_at_most_25_kilobytes():
    assert len(brotli.compress((UI / "static" / "vendor" / "europe.svg").read_bytes())) <= 25_000


def test_the_first_font_weighs_at_most_40_kilobytes():
    assert (UI / "static" / "vendor" / "fonts" / "commissioner-latin.woff2").stat().st_size <= 40_000


@pytest.mark.parametrize("tool", ["styles.py", "vendor.py"])
def test_what_is_built_is_fresh(tool):
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / tool), "check"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_every_font_that_styles_name_is_there():
    named = re.findall(r'url\("\.\./([^"]+)"\)', (UI / "styles" / "10-fonts.css").read_text())
    assert named
    assert [path for path in named if not (UI / "static" / path).exists()] == []
