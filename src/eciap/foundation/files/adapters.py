"""Takes uploads apart from the request: no more of a file is kept than its view allows, and nothing has a name.

A file in the making lies in memory or in a file without a name: what a killed process leaves of it is nothing.
"""

from tempfile import SpooledTemporaryFile
from typing import IO, Any, Self, cast

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest

from eciap.foundation.files.checks import too_large

IN_MEMORY = 1024**2


class Upload(UploadedFile):
    """A file that came with a request. One that is too large is empty, so that no field takes it by mistake."""

    def __init__(self, name: str, content_type: str, charset: str | None, *, largest: int) -> None:
        """Begin with nothing."""
        self.bytes = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - Django closes it with the request
        super().__init__(cast("IO[bytes]", self.bytes), name, content_type, 0, charset)
        self.taken = 0
        self.largest = largest
        self.is_too_large = False

    def open(self, *args: Any, **kwargs: Any) -> Self:
        """Go to the start.

        Raises:
            FileRefused: when it was too large.

        """
        if self.is_too_large:
            raise too_large(self.largest)
        return super().open(*args, **kwargs)

    def take(self, piece: bytes) -> None:
        """Keep a piece, or drop everything once it becomes too much."""
        self.is_too_large = self.is_too_large or self.taken + len(piece) > self.largest
        if self.is_too_large:
            self.bytes.seek(0)
            self.bytes.truncate()
            self.size = self.taken = 0
        else:
            self.bytes.write(piece)
            self.size = self.taken = self.taken + len(piece)


class UploadHandler(FileUploadHandler):
    """Keeps each file up to the limit that the middleware has noted for this view and visitor."""

    file: Upload

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self.file = Upload(
            self.file_name or "", self.content_type or "", self.charset, largest=largest_upload(self.request)
        )

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take the next piece; the rest of a file that is too large is read and forgotten."""
        self.file.take(raw_data)

    def file_complete(self, file_size: int) -> Upload:
        """Give the file to the form."""
        self.file.seek(0)
        return self.file

    def upload_interrupted(self) -> None:
        """Forget what there is of a file whose sender went away."""
        if hasattr(self, "file"):
            self.file.close()


def largest_upload(request: HttpRequest | None) -> int:
    """Return how many bytes a file of this request may have."""
    asked = getattr(request, "largest_upload", None)
    return asked() if asked else settings.LARGEST_UPLOAD
