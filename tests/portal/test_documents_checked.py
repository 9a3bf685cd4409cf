"""An editor uploads a document: it is what it says it is, and nothing that runs."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form

from eciap.foundation.files.adapters import Upload
from tests.foundation.files.makers import OLE, office, pdf

pytestmark = pytest.mark.django_db
Document = get_document_model()


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def form(file):
    return get_document_form(Document)({"title": "Minutes", "collection": 1, "tags": ""}, {"file": file})


def test_a_document_is_stored_as_it_came_under_a_safe_name():
    uploaded = form(SimpleUploadedFile("../Minutes of May.PDF", pdf(), "text/html"))
    assert uploaded.is_valid()
    document = uploaded.save()
    with document.file.open() as file:
        assert file.read() == pdf()
    assert (document.file.name, document.content_type) == ("documents/Minutes-of-May.pdf", "application/pdf")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("minutes.pdf", b"<html><script>alert(1)</script>", "web_page"),
        ("minutes.docx", office("docm", {"word/vbaProject.bin": OLE}), "macros"),
        ("minutes.csv", b"a,=cmd|' /C calc'!A0\n", "formula"),
    ],
)
def test_what_is_hostile_is_refused(name, content, code):
    refused = form(SimpleUploadedFile(name, content, "application/pdf"))
    assert [error.code for error in refused.errors.as_data()["file"]] == [code]
    assert Document.objects.count() == 0


def test_a_document_that_is_too_large_is_called_so():
    upload = Upload("minutes.pdf", "application/pdf", None, largest=10 * 1024**2)
    upload.take(bytes(11 * 1024**2))
    assert form(upload).errors["file"] == ["This file is too large. It may have at most 10 MB."]
    upload.close()


def test_a_document_is_missed():
    assert [error.code for error in form(None).errors.as_data()["file"]] == ["required"]
