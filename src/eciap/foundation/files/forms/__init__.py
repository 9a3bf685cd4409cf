"""Uploads in forms: what arrives is looked through, and kept even when something else in the form is not right yet."""

from eciap.foundation.files.forms.checked import CheckedUpload
from eciap.foundation.files.forms.kept import KeepsFiles, StoredFileField, StoredFileInput
from eciap.foundation.files.forms.pictures import CleanPicture, clean_upload

__all__ = ["CheckedUpload", "CleanPicture", "KeepsFiles", "StoredFileField", "StoredFileInput", "clean_upload"]
