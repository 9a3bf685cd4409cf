"""What an uploaded file is, by its content, and a picture made anew from its pixels alone.

Whatever a hostile picture carries beside its pixels (a script after its end, another file inside, where and by whom it
was taken) is not copied. The name and the type that a browser claims are never believed.
"""

import re
import unicodedata
from dataclasses import dataclass
from io import BytesIO
from typing import Protocol

from PIL import Image, ImageCms, ImageOps

from eciap.foundation.files.enums import PICTURES, Kind, Reason

LARGEST = 10 * 1024 * 1024
MOST_PIXELS = 64_000_000
LONGEST_NAME = 80

SIGNATURES = (
    (Kind.JPEG, re.compile(rb"\xff\xd8\xff")),
    (Kind.PNG, re.compile(rb"\x89PNG\r\n\x1a\n")),
    (Kind.WEBP, re.compile(rb"RIFF.{4}WEBP", re.DOTALL)),
    (Kind.AVIF, re.compile(rb".{4}ftyp(?:avif|avis|mif1.{4}(?:.{4})*?avif)", re.DOTALL)),
    (Kind.PDF, re.compile(rb"%PDF-\d")),
)
ENCODING: dict[Kind, dict[str, int | bool]] = {
    Kind.JPEG: {"quality": 90, "optimize": True, "progressive": True},
    Kind.PNG: {"optimize": True},
    Kind.WEBP: {"quality": 90, "method": 4},
    Kind.AVIF: {"quality": 80, "speed": 8},
}


class Stream(Protocol):
    """As much of a file as is needed here."""

    def read(self, size: int = ..., /) -> bytes: ...

    def seek(self, offset: int, /) -> object: ...


class FileRefused(Exception):
    """Raised with a reason, and a sentence for the person who brought the file."""

    def __init__(self, reason: Reason, **figures: int) -> None:
        """Keep the figures that the sentence names."""
        super().__init__(reason, figures)
        self.reason = reason
        self.figures = figures

    def __str__(self) -> str:
        return str(self.reason.label) % self.figures


@dataclass(frozen=True)
class CleanImage:
    """A picture made anew: its kind, its bytes and its size, upright and in sRGB."""

    kind: Kind
    content: bytes
    width: int
    height: int


def sniff(stream: Stream) -> Kind | None:
    """Tell what a file is by its first bytes, and leave the stream at its start.

    >>> sniff(BytesIO(b"%PDF-1.7"))
    <Kind.PDF: 'application/pdf'>
    """
    stream.seek(0)
    beginning = stream.read(64)
    stream.seek(0)
    return next((kind for kind, signature in SIGNATURES if signature.match(beginning)), None)


def clean_image(stream: Stream, *, largest: int = LARGEST, most_pixels: int = MOST_PIXELS) -> CleanImage:
    """Make a still picture anew from its pixels.

    Raises:
        FileRefused: when it is not a picture, too large, too big, moving or damaged.

    """
    kind = sniff(stream)
    if kind not in PICTURES:
        raise FileRefused(Reason.KIND)
    content = stream.read(largest + 1)
    if len(content) > largest:
        raise FileRefused(Reason.TOO_LARGE, megabytes=largest // 1024**2)
    try:
        with Image.open(BytesIO(content), formats=[kind.name]) as image:
            _check_size(image, most_pixels)
            _check_stillness(image, kind)
            return _encode(_upright(image), kind)
    except FileRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise FileRefused(Reason.TOO_MANY_PIXELS, megapixels=most_pixels // 10**6) from bomb
    except Exception as damage:  # a decoder before hostile bytes: whatever it raises means the same
        raise FileRefused(Reason.BROKEN) from damage


def safe_name(name: str, kind: Kind) -> str:
    """Return a name without folders, marks that cannot be seen, or an end that lies about the kind.

    >>> safe_name("../../holiday.php.JPG", Kind.PNG)
    'holiday-php.png'
    """
    last = unicodedata.normalize("NFC", re.split(r"[/\\\\]", name)[-1])
    seen = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in last)
    stem = re.sub(r"[^\w]+", "-", seen.rpartition(".")[0] or seen).strip("-_")[:LONGEST_NAME]
    return f"{stem or 'file'}.{kind.extension}"


def _check_size(image: Image.Image, most_pixels: int) -> None:
    """Look at the size that the header claims, before a pixel is unpacked."""
    if image.width * image.height > most_pixels:
        raise FileRefused(Reason.TOO_MANY_PIXELS, megapixels=most_pixels // 10**6)


def _check_stillness(image: Image.Image, kind: Kind) -> None:
    # A telephone's JPEG may hold further pictures (depth, brightness); they do not move, and are left behind.
    if kind is not Kind.JPEG and getattr(image, "is_animated", False):
        raise FileRefused(Reason.MOVING)


def _upright(image: Image.Image) -> Image.Image:
    """Turn the picture as its camera was held, and bring its colours to sRGB: both notes are dropped."""
    image.load()
    profile = image.info.get("icc_profile")
    turned = ImageOps.exif_transpose(image)
    if profile and turned.mode in {"RGB", "RGBA", "CMYK"}:
        mode = "RGB" if turned.mode == "CMYK" else turned.mode
        source, target = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
        turned = ImageCms.profileToProfile(turned, source, target, outputMode=mode) or turned
    return turned.convert("RGB") if turned.mode == "CMYK" else turned


def _encode(image: Image.Image, kind: Kind) -> CleanImage:
    bare = image.copy()
    bare.info = {key: value for key, value in image.info.items() if key == "transparency"}
    target = BytesIO()
    bare.save(target, format=kind.name, **ENCODING[kind])
    return CleanImage(kind=kind, content=target.getvalue(), width=bare.width, height=bare.height)
