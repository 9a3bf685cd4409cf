"""A picture made anew from its pixels alone.

Whatever a hostile picture carries beside its pixels (a script after its end, another file inside, where and by whom it
was taken) is not copied.
"""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageCms, ImageOps

from eciap.foundation.files.checks.refusals import FileRefused, Stream, too_large
from eciap.foundation.files.checks.signatures import sniff
from eciap.foundation.files.enums import PICTURES, Kind, Reason

LARGEST = 10 * 1024 * 1024
MOST_PIXELS = 64_000_000

ENCODING: dict[Kind, dict[str, int | bool]] = {
    Kind.JPEG: {"quality": 90, "optimize": True, "progressive": True},
    Kind.PNG: {"optimize": True},
    Kind.WEBP: {"quality": 90, "method": 4},
    Kind.AVIF: {"quality": 80, "speed": 8},
}


@dataclass(frozen=True)
class CleanImage:
    """A picture made anew: its kind, its bytes and its size, upright and in sRGB."""

    kind: Kind
    content: bytes
    width: int
    height: int


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
        raise too_large(largest)
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
