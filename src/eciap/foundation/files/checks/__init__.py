"""What an uploaded file is, by its content, and whether it may be kept.

The name and the type that a browser claims are never believed.
"""

from eciap.foundation.files.checks.names import safe_name
from eciap.foundation.files.checks.pictures import CleanImage, clean_image
from eciap.foundation.files.checks.refusals import FileRefused, Stream, megabytes, names_of, too_large
from eciap.foundation.files.checks.signatures import sniff
from eciap.foundation.files.checks.whole import CheckedFile, check_file

__all__ = [
    "CheckedFile",
    "CleanImage",
    "FileRefused",
    "Stream",
    "check_file",
    "clean_image",
    "megabytes",
    "names_of",
    "safe_name",
    "sniff",
    "too_large",
]
