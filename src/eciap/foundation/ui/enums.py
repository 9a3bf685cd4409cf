"""The choices of the interface: hues, colour schemes, how certain a fact is."""

from enum import StrEnum


class Hue(StrEnum):
    """One accent of the palette; the stylesheet knows its shades by `data-hue`."""

    INK = "ink"
    VERMILION = "vermilion"
    ULTRAMARINE = "ultramarine"
    VIRIDIAN = "viridian"
    PLUM = "plum"


class Scheme(StrEnum):
    """Which colours a visitor wants; `system` follows the device."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


SCHEME_COOKIE = "scheme"


class Certainty(StrEnum):
    """How sure we are of a fact."""

    CERTAIN = "certain"
    LIKELY = "likely"
    NOT_FOUND = "not_found"
