"""For fields of others that store a file by themselves: they only ever see one that was looked through."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from eciap.foundation.files.checks import FileRefused, check_file
from eciap.foundation.files.enums import DOCUMENTS, Kind

if TYPE_CHECKING:
    from django.forms import FileField as Field
else:
    Field = object  # a mixin for fields of any make

LARGEST = 20 * 1024**2


class CheckedUpload(Field):
    """For a field that takes documents: what is hostile is refused, what is sound gets a safe name."""

    kinds: frozenset[Kind] = DOCUMENTS
    largest = LARGEST

    def to_python(self, data: Any) -> Any:
        """Replace what was uploaded by what was looked through."""
        if not data:
            return super().to_python(data)
        try:
            checked = check_file(data.open(), name=data.name, kinds=self.kinds, largest=self.largest)
        except FileRefused as refusal:
            raise ValidationError(str(refusal), code=refusal.reason.value) from refusal
        return super().to_python(SimpleUploadedFile(checked.name, checked.stream.read(), checked.kind.value))
