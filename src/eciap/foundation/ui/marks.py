"""Marks: small pictures of quarter circles, bars and dots, drawn from an identifier.

The same thing always has the same mark and two things practically never look alike. The grid is 4 × 4; each of its four
quadrants holds either one large shape or four small ones, so that a mark has a figure and a rhythm and not only noise.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString

from eciap.foundation.ui.enums import Hue
from eciap.foundation.ui.hues import FIXED, hue_named

SIDE = 16  # of the drawing, so that a cell is 4 and half a cell is still a whole number
TINT, SOLID, INK, SOFT = range(4)
# How often each shape is drawn: quarter discs 0–3, bars 4–7, the dot 8.
BOLD = (0, 1, 2, 3, 0, 1, 2, 3, 8, 4, 5)
FINE = (0, 1, 2, 3, 0, 1, 2, 3, 4, 5, 6, 7, 8, 8)


class Drawing(NamedTuple):
    """One path per fill; the ground is the tint of the whole square."""

    solid: str
    ink: str
    soft: str


class _Chance:
    """A deterministic stream of small choices made from an identifier; an address is one with or without slashes."""

    def __init__(self, identifier: str) -> None:
        self._number = int.from_bytes(sha256(identifier.strip("/").encode()).digest())

    def below(self, limit: int) -> int:
        self._number, choice = divmod(self._number, limit)
        return choice


def _quarter(x: int, y: int, size: int, corner: int) -> str:
    """A quarter disc whose centre is one corner of its square (0 top left, clockwise)."""
    right, low = x + size, y + size
    return (
        f"M{x} {y}H{right}A{size} {size} 0 0 1 {x} {low}z",
        f"M{right} {y}V{low}A{size} {size} 0 0 1 {x} {y}z",
        f"M{right} {low}H{x}A{size} {size} 0 0 1 {right} {y}z",
        f"M{x} {low}V{y}A{size} {size} 0 0 1 {right} {low}z",
    )[corner]


def _bar(x: int, y: int, size: int, place: int) -> str:
    """Half of the square: top, right, bottom or left."""
    half = size // 2
    return (
        f"M{x} {y}h{size}v{half}h-{size}z",
        f"M{x + half} {y}h{half}v{size}h-{half}z",
        f"M{x} {y + half}h{size}v{half}h-{size}z",
        f"M{x} {y}h{half}v{size}h-{half}z",
    )[place]


def _dot(x: int, y: int, size: int) -> str:
    radius = size * 3 // 8 if size > 4 else size // 4 + 0.5
    across = 2 * radius
    left, middle = x + size / 2 - radius, y + size // 2
    return f"M{left:g} {middle:g}a{radius:g} {radius:g} 0 1 0 {across:g} 0a{radius:g} {radius:g} 0 1 0-{across:g} 0z"


class Shape(NamedTuple):
    """One shape: its fill, the square it lies in, and which of the nine it is."""

    fill: int
    x: int
    y: int
    size: int
    kind: int


def shapes(identifier: str) -> Iterator[Shape]:
    """The shapes that the mark of this identifier is made of, in the order in which they are drawn."""
    chance = _Chance(identifier)
    small = chance.below(4)  # this quadrant is always fine-grained, another always large
    large = (small + 1 + chance.below(3)) % 4
    for quadrant in range(4):
        x, y = quadrant % 2 * 8, quadrant // 2 * 8
        if quadrant == large or (quadrant != small and chance.below(2)):
            fill = (SOLID, INK, SOLID, SOFT)[chance.below(4)]
            yield Shape(fill, x, y, 8, BOLD[chance.below(len(BOLD))])
            continue
        for cell in range(4):
            fill = (SOLID, INK, SOFT, TINT)[chance.below(4)]
            kind = FINE[chance.below(len(FINE))]
            if fill != TINT:
                yield Shape(fill, x + cell % 2 * 4, y + cell // 2 * 4, 4, kind)


def _path(shape: Shape) -> str:
    """The outline of a shape; quarter discs are 0–3, bars 4–7, the dot 8."""
    if shape.kind < 4:
        return _quarter(shape.x, shape.y, shape.size, shape.kind)
    if shape.kind < 8:
        return _bar(shape.x, shape.y, shape.size, shape.kind - 4)
    return _dot(shape.x, shape.y, shape.size)


@lru_cache(maxsize=4096)
def drawing(identifier: str) -> Drawing:
    """The three paths of the mark of this identifier."""
    paths = {SOLID: "", INK: "", SOFT: ""}
    for shape in shapes(identifier):
        paths[shape.fill] += _path(shape)
    return Drawing(solid=paths[SOLID], ink=paths[INK], soft=paths[SOFT])


@lru_cache(maxsize=4096)
def mark(identifier: str, hue: str = "ink") -> SafeString:
    """The mark as inline SVG; the stylesheet colours it, also in the dark. Decorative: the name stands beside it."""
    paths = drawing(identifier)
    return format_html(
        '<svg class="mark" data-hue="{}" viewBox="0 0 16 16" width="64" height="64"'
        ' aria-hidden="true" focusable="false">'
        '<path class="m0" d="M0 0h16v16H0z"/><path class="m3" d="{}"/><path class="m1" d="{}"/>'
        '<path class="m2" d="{}"/></svg>',
        hue_named(hue),
        paths.soft,
        paths.solid,
        paths.ink,
    )


def standalone(identifier: str, hue: str | Hue = Hue.INK) -> SafeString:
    """The mark as a file of its own, with the colours of the light scheme: favicon, feeds, share pictures."""
    paths = drawing(identifier)
    tint, solid, ink, soft = FIXED[hue_named(hue)]
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" width="512" height="512">'
        '<path fill="{}" d="M0 0h16v16H0z"/><path fill="{}" d="{}"/><path fill="{}" d="{}"/>'
        '<path fill="{}" d="{}"/></svg>',
        tint,
        soft,
        paths.soft,
        solid,
        paths.solid,
        ink,
        paths.ink,
    )
