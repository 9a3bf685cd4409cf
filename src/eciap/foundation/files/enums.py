"""Kinds of files, known by their content, and the reasons for which one is refused."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(StrEnum):
    """A kind of file, by its media type."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    AVIF = "image/avif"
    PDF = "application/pdf"

    @property
    def extension(self) -> str:
        """The end of a name by which this kind is known."""
        return {Kind.JPEG: "jpg"}.get(self, self.value.rpartition("/")[2])


PICTURES = frozenset({Kind.JPEG, Kind.PNG, Kind.WEBP, Kind.AVIF})


class Reason(TextChoices):
    """Why a file is refused: a sentence that says what to do instead."""

    KIND = "kind", _("This is not a picture that can be shown here. Use a JPEG, PNG, WebP or AVIF file.")
    TOO_LARGE = "too_large", _("This file is too large. It may have at most %(megabytes)s MB.")
    TOO_MANY_PIXELS = "too_many_pixels", _("This picture is too big. It may have at most %(megapixels)s megapixels.")
    MOVING = "moving", _("This picture moves, which not everybody can bear to see. Use one that stands still.")
    BROKEN = "broken", _("This picture is damaged. Save it again in a picture editor, and try once more.")
