"""Uploads in forms: what arrives is replaced by its clean copy, or refused with a sentence."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.uploadedfile import SimpleUploadedFile

from eciap.foundation.files.checks import FileRefused, clean_image, safe_name

if TYPE_CHECKING:
    from django.forms import FileField as Field
else:
    Field = object  # a mixin for fields of any make


def clean_upload(upload: File[Any]) -> SimpleUploadedFile:
    """Return the picture made anew, under a name that is safe.

    Raises:
        FileRefused: when it is not a picture that can be shown.

    """
    upload.open()
    clean = clean_image(upload)
    return SimpleUploadedFile(safe_name(upload.name or "", clean.kind), clean.content, content_type=clean.kind.value)


class CleanPicture(Field):
    """For a field that takes a picture: its own checks, whatever they are, only ever see the clean copy."""

    def to_python(self, data: Any) -> Any:
        """Replace what was uploaded by its clean copy."""
        if not data:
            return super().to_python(data)
        try:
            return super().to_python(clean_upload(data))
        except FileRefused as refusal:
            raise ValidationError(str(refusal), code=refusal.reason.value) from refusal
