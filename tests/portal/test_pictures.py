"""An editor uploads a picture: it needs words for those who do not see it, and arrives without its metadata."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.images.forms import get_image_form

from eciap.portal.models import Picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def upload(name="holiday.jpg", *, content=None):
    target = BytesIO()
    notes = Image.Exif()
    notes[0x010E] = "Anne at home"
    Image.new("RGB", (40, 20), "red").save(target, "JPEG", exif=notes)
    return SimpleUploadedFile(name, content or target.getvalue(), content_type="image/jpeg")


def form(words="A red field", **given):
    answers = {"title": "Field", "description": words, "collection": 1, "tags": ""}
    return get_image_form(Picture)(answers, {"file": upload(**given)})


def test_a_picture_is_stored_without_what_its_camera_noted():
    uploaded = form()
    assert uploaded.is_valid()
    picture = uploaded.save()

    with picture.file.open() as file:
        stored = Image.open(file)
        assert (stored.format, stored.size, dict(stored.getexif())) == ("JPEG", (40, 20), {})
    assert (picture.width, picture.height, picture.file_size) == (40, 20, picture.file.size)
    assert picture.file.name == "original_images/holiday.jpg"


def test_a_picture_needs_words():
    assert list(form(words="").errors) == ["description"]


@pytest.mark.parametrize("content", [b"<svg onload='alert(1)'/>", b"<html>", b"\xff\xd8\xff<script>"])
def test_what_is_no_picture_is_refused(content):
    refused = form(content=content)
    assert list(refused.errors) == ["file"]
    assert Picture.objects.count() == 0
