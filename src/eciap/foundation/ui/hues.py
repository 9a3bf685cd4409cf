"""The theme hues by name, and the fixed colours for pictures that leave the page (favicon, social cards)."""

from eciap.foundation.ui.enums import Hue

PAPER = "#fbfaf6"
# tint, solid, ink, soft: the four fills of a mark in the light scheme.
FIXED: dict[Hue, tuple[str, str, str, str]] = {
    Hue.INK: ("#eeebe2", "#15171c", "#15171c", "#b9b4a6"),
    Hue.VERMILION: ("#fbe6df", "#c8371b", "#15171c", "#f0a48f"),
    Hue.ULTRAMARINE: ("#e5e9fb", "#2c46c8", "#15171c", "#9fadf0"),
    Hue.VIRIDIAN: ("#dcf0e9", "#0f7a5f", "#15171c", "#84c9b3"),
    Hue.PLUM: ("#f6e2ef", "#8a2a6b", "#15171c", "#d79bc3"),
}
# Themes may be named instead of their colour.
ALIASES = {"vouchers": Hue.VERMILION, "finance": Hue.ULTRAMARINE, "clusters": Hue.VIRIDIAN, "cross": Hue.PLUM}


def hue_named(name: object) -> Hue:
    """The hue of this name; neutral ink for a name that is none."""
    text = str(name or "")
    if text in ALIASES:
        return ALIASES[text]
    return Hue(text) if text in Hue else Hue.INK
