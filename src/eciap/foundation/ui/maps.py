"""Dot maps: places as dots over quiet outlines of Europe, islands far away in boxes of their own, a table beside it.

Colour never speaks alone: each hue has a shape of its own, a legend says what they stand for, and so does the table.

The outlines are one static file (`vendor/europe.svg`, drawn by `frontend/map.mjs`) that pages use by reference, so
that a map costs a page only its dots. Both sides read the same projection from `vendor/europe.json`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, hypot, radians, sin, sqrt
from pathlib import Path
from typing import NamedTuple

from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eciap.foundation.ui import charts
from eciap.foundation.ui.enums import Hue
from eciap.foundation.ui.hues import hue_named
from eciap.foundation.ui.shapes import Dot

PLAN = json.loads((Path(__file__).parent / "static" / "vendor" / "europe.json").read_text())
WIDTH, HEIGHT = int(PLAN["width"]), int(PLAN["height"])
BOX_WIDTH, BOX_HEIGHT = int(PLAN["inset"]["width"]), int(PLAN["inset"]["height"])
EMPTY = SafeString("")
# The corners of each hue's shape, in units of its radius; ink is a disc.
CORNERS: dict[Hue, tuple[tuple[float, float], ...]] = {
    Hue.VERMILION: ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    Hue.ULTRAMARINE: ((0, -1.2), (1.15, 0.85), (-1.15, 0.85)),
    Hue.VIRIDIAN: ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    Hue.PLUM: (
        (-0.45, -1.2), (0.45, -1.2), (0.45, -0.45), (1.2, -0.45), (1.2, 0.45), (0.45, 0.45),
        (0.45, 1.2), (-0.45, 1.2), (-0.45, 0.45), (-1.2, 0.45), (-1.2, -0.45), (-0.45, -0.45),
    ),
}  # fmt: skip


class Point(NamedTuple):
    """A place on the drawing."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Inset:
    """A far part of Europe that has a box of its own."""

    id: str
    name: str
    west: float
    south: float
    east: float
    north: float

    def holds(self, lon: float, lat: float) -> bool:
        """Whether the place lies in this part."""
        return self.west <= lon <= self.east and self.south <= lat <= self.north

    def project(self, lon: float, lat: float) -> Point:
        """Where the place lies in the box; the same sum as in `frontend/map.mjs`."""
        ratio = cos(radians((self.south + self.north) / 2))
        scale = min(BOX_WIDTH / ((self.east - self.west) * ratio), BOX_HEIGHT / (self.north - self.south))
        x = BOX_WIDTH / 2 + (lon - (self.west + self.east) / 2) * ratio * scale
        return Point(round(x, 1), round(BOX_HEIGHT / 2 - (lat - (self.south + self.north) / 2) * scale, 1))


INSETS = tuple(Inset(**place) for place in PLAN["insets"])


@lru_cache(maxsize=4096)
def project(lon: float, lat: float) -> Point:
    """Lambert azimuthal equal area around the centre of Europe, in units of the drawing."""
    centre_lon, centre_lat = (radians(part) for part in PLAN["centre"])
    across, up = radians(lon) - centre_lon, radians(lat)
    stretch = sqrt(2 / (1 + sin(centre_lat) * sin(up) + cos(centre_lat) * cos(up) * cos(across)))
    east = PLAN["false_easting"] + PLAN["radius"] * stretch * cos(up) * sin(across)
    north = PLAN["false_northing"] + PLAN["radius"] * stretch * (
        cos(centre_lat) * sin(up) - sin(centre_lat) * cos(up) * cos(across)
    )
    unit = PLAN["metres_per_unit"]
    return Point(round((east - PLAN["west"]) / unit, 1), round((PLAN["north"] - north) / unit, 1))


class Placed(NamedTuple):
    """A dot with its place on the drawing."""

    dot: Dot
    x: float
    y: float


def _apart(placed: list[Placed], dot: Dot, point: Point, least: float = 15.0) -> Placed:
    """Where a dot may stand without hiding another: at its place, else on the nearest free step of a ring around it."""
    for ring in range(6):
        steps = 1 if ring == 0 else 6 * ring
        for step in range(steps):
            turn = radians(360 * step / steps)
            x, y = point.x + ring * least * cos(turn), point.y + ring * least * sin(turn)
            if all(hypot(x - other.x, y - other.y) >= least for other in placed):
                return Placed(dot, round(x, 1), round(y, 1))
    return Placed(dot, point.x, point.y)


def outline(hue: Hue, x: float, y: float, radius: float) -> str:
    """The shape of a hue around a point, as the path of an SVG."""
    if hue not in CORNERS:
        r, across = f"{radius:g}", f"{2 * radius:g}"
        return f"M{x - radius:g} {y:g}a{r} {r} 0 1 0 {across} 0a{r} {r} 0 1 0-{across} 0z"
    corners = (f"{round(x + across * radius, 1):g} {round(y + down * radius, 1):g}" for across, down in CORNERS[hue])
    return f"M{'L'.join(corners)}z"


def _in_window(point: Point) -> bool:
    return 0 <= point.x <= WIDTH and 0 <= point.y <= HEIGHT


def place(dots: Sequence[Dot]) -> tuple[list[Placed], dict[Inset, list[Placed]], list[Dot]]:
    """The dots on the main map, those in each inset, and those that stand nowhere on either."""
    main: list[Placed] = []
    insets: dict[Inset, list[Placed]] = {}
    elsewhere: list[Dot] = []
    for dot in dots:
        if dot.lon is None or dot.lat is None:
            elsewhere.append(dot)
            continue
        at = (dot.lon, dot.lat)
        inset = next((inset for inset in INSETS if inset.holds(*at)), None)
        if inset:
            boxed = insets.setdefault(inset, [])
            boxed.append(_apart(boxed, dot, inset.project(*at)))
        elif _in_window(point := project(*at)):
            main.append(_apart(main, dot, point))
        else:
            elsewhere.append(dot)
    return main, insets, elsewhere


def _dot_html(placed: Placed, hue: str, width: float) -> SafeString:
    dot, x, y = placed
    radius = 8 + 2 * dot.size
    on_right = x > width * 0.6
    words = ", ".join(filter(None, (dot.label, dot.detail, *dot.groups[:1])))
    shade = hue_named(dot.hue or hue)
    shape = format_html(
        '<circle class="hit" cx="{x}" cy="{y}" r="{hit}"/><circle class="ring" cx="{x}" cy="{y}"'
        ' r="{ring}"/><path class="dot" d="{outline}"/>'
        '<text class="label tip" x="{tx}" y="{ty}" text-anchor="{anchor}" aria-hidden="true">{label}</text>',
        x=x,
        y=y,
        outline=outline(shade, x, y, radius),
        ring=radius + 8,
        hit=radius + 12,
        tx=round(x + (-radius - 8 if on_right else radius + 8), 1),
        ty=y + 6,
        anchor="end" if on_right else "start",
        label=dot.label,
    )
    if dot.url:
        return format_html('<a href="{}" data-hue="{}" aria-label="{}">{}</a>', dot.url, shade, words, shape)
    return format_html('<g data-hue="{}" role="img" aria-label="{}">{}</g>', shade, words, shape)


def _inset_html(at: int, inset: Inset, placed: Iterable[Placed], hue: str) -> SafeString:
    dots = format_html_join("", "{}", ((_dot_html(one, hue, BOX_WIDTH),) for one in placed))
    return format_html(
        '<g transform="translate({x} {y})"><svg width="{w}" height="{h}" viewBox="0 0 {w} {h}">'
        '<use class="land" href="{src}#{id}"/></svg>'
        '<rect class="inset" width="{w}" height="{h}"/>{dots}<text class="inset-name" x="0"'
        ' y="{below}">{name}</text></g>',
        x=8 + at * (BOX_WIDTH + 16),
        y=HEIGHT + 12,
        w=BOX_WIDTH,
        h=BOX_HEIGHT,
        src=static("vendor/europe.svg"),
        id=inset.id,
        below=BOX_HEIGHT + 18,
        name=inset.name,
        dots=dots,
    )


def _named(dot: Dot) -> SafeString:
    return format_html('<a href="{}">{}</a>', dot.url, dot.label) if dot.url else format_html("{}", dot.label)


def _table(title: str, dots: Iterable[Dot], grouped_by: str, ungrouped: str) -> SafeString:
    rows = (
        (
            _named(dot),
            dot.detail or _("not recorded"),
            *([", ".join(dot.groups) or ungrouped] if grouped_by else []),
        )
        for dot in dots
    )
    return charts.data_table(title, (_("Who"), _("Where"), *([grouped_by] if grouped_by else [])), rows)


def _legend(dots: Iterable[Dot], hue: str, grouped_by: str, ungrouped: str) -> SafeString:
    """What each shape on the map stands for; ink, which stands for none of them, comes last."""
    meant: dict[Hue, dict[str, None]] = {}
    for dot in dots:
        meant.setdefault(hue_named(dot.hue or hue), {})[dot.groups[0] if dot.groups else ungrouped] = None
    rows = (
        (shade, outline(shade, 0, 0, 9), ", ".join(meant[shade])) for shade in (*CORNERS, Hue.INK) if shade in meant
    )
    items = format_html_join(
        "",
        '<li data-hue="{}"><svg viewBox="-12 -12 24 24" aria-hidden="true"><path class="dot" d="{}"/></svg>{}</li>',
        rows,
    )
    return format_html('<ul class="legend plain" aria-label="{}">{}</ul>', grouped_by, items)


def _without_place(dots: Iterable[Dot]) -> SafeString:
    """Name those that have no point, so that nobody is missed in silence."""
    missing = [dot for dot in dots if dot.lon is None or dot.lat is None]
    if not missing:
        return EMPTY
    words = ngettext(
        "%(count)d is not on the map, as its exact place is not recorded:",
        "%(count)d are not on the map, as their exact place is not recorded:",
        len(missing),
    ) % {"count": len(missing)}
    names = format_html_join(", ", "{}", ((_named(dot),) for dot in missing))
    return format_html('<p class="chart-note">{} {}.</p>', words, names)


def _described(main: Sequence[Placed], insets: dict[Inset, list[Placed]], elsewhere: Sequence[Dot]) -> str:
    total = len(main) + sum(map(len, insets.values()))
    said = ngettext("%(count)d place on a map of Europe.", "%(count)d places on a map of Europe.", total) % {
        "count": total
    }
    if elsewhere:
        said += " " + _("Only in the table: %(names)s.") % {"names": ", ".join(dot.label for dot in elsewhere)}
    return f"{said} {_('The table below names them all.')}"


def dot_map(
    title: str,
    dots: Iterable[Dot],
    *,
    key: str = "map",
    hue: str = "ink",
    grouped_by: str = "",
    ungrouped: str = "",
) -> SafeString:
    """The map with its table, and with a legend where the dots are told apart by what they are grouped by."""
    every = list(dots)
    main, insets, elsewhere = place(every)
    boxes = format_html_join(
        "", "{}", ((_inset_html(at, inset, placed, hue),) for at, (inset, placed) in enumerate(insets.items()))
    )
    return format_html(
        '<figure class="chart map"><figcaption>{title}</figcaption><svg viewBox="0 0 {w} {h}"'
        ' role="group" aria-labelledby="{key}-title {key}-desc">'
        '<title id="{key}-title">{title}</title><desc id="{key}-desc">{desc}</desc><use class="land"'
        ' href="{src}#europe"/>{dots}{boxes}</svg>{legend}{missing}{table}</figure>',
        title=title,
        w=WIDTH,
        h=HEIGHT + (BOX_HEIGHT + 40 if insets else 0),
        key=key,
        desc=_described(main, insets, elsewhere),
        src=static("vendor/europe.svg"),
        dots=format_html_join("", "{}", ((_dot_html(one, hue, WIDTH),) for one in main)),
        boxes=boxes,
        legend=_legend(every, hue, grouped_by, ungrouped) if grouped_by else EMPTY,
        missing=_without_place(every),
        table=_table(title, every, grouped_by, ungrouped),
    )
