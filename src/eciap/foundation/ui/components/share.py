"""The picture of a shared link: the mark on its tint, as PNG, since those who show such pictures take no SVG."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw

from eciap.foundation.ui.enums import Hue
from eciap.foundation.ui.hues import FIXED
from eciap.foundation.ui.marks import INK, SIDE, SOFT, SOLID, Shape, shapes

WIDTH, HEIGHT = 1200, 630
FINER = 2  # the mark is drawn larger and made smaller, so that curves are smooth
UNIT = HEIGHT * FINER // SIDE


def _draw(canvas: ImageDraw.ImageDraw, shape: Shape, colour: str) -> None:
    x, y, size = shape.x * UNIT, shape.y * UNIT, shape.size * UNIT
    half = size // 2
    if shape.kind < 4:
        centre_x, centre_y = x + size * (shape.kind in {1, 2}), y + size * (shape.kind in {2, 3})
        box = (centre_x - size, centre_y - size, centre_x + size, centre_y + size)
        canvas.pieslice(box, 90 * shape.kind, 90 * shape.kind + 90, fill=colour)
    elif shape.kind < 8:
        boxes = (
            (x, y, x + size, y + half),
            (x + half, y, x + size, y + size),
            (x, y + half, x + size, y + size),
            (x, y, x + half, y + size),
        )
        canvas.rectangle(boxes[shape.kind - 4], fill=colour)
    else:
        away = size // 8
        canvas.ellipse((x + away, y + away, x + size - away, y + size - away), fill=colour)


@lru_cache(maxsize=64)
def card(identifier: str, hue: Hue) -> bytes:
    """The card of this identifier, 1200 × 630; as cheap to make as a page, for anybody may ask for any identifier."""
    tint, solid, ink, soft = FIXED[hue]
    square = Image.new("RGB", (SIDE * UNIT, SIDE * UNIT), tint)
    canvas = ImageDraw.Draw(square)
    for shape in shapes(identifier):
        _draw(canvas, shape, {SOLID: solid, INK: ink, SOFT: soft}[shape.fill])
    smooth = square.reduce(FINER)
    image = Image.new("RGB", (WIDTH, HEIGHT), tint)
    image.paste(smooth, ((WIDTH - smooth.width) // 2, 0))
    answer = BytesIO()
    image.quantize(64, method=Image.Quantize.FASTOCTREE).save(answer, "PNG")
    return answer.getvalue()
