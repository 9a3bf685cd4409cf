"""An editor uploads a picture: it needs words for those who do not see it, and arrives without its metadata."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.images.forms import get_image_form

from eciap.foundation.accounts.models import Person
from eciap.portal.models import Picture
from eciap.portal.models.pictures import PictureRendition
from eciap.portal.operations import prepare_groups

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


@pytest.mark.parametrize("group", ["Editors", "Secretariat"])
def test_those_at_the_desk_upload_pictures(client, group):
    person = Person.objects.create_user(f"{group}@example.org")
    person.groups.add(prepare_groups(by=None)[group])
    client.force_login(person)
    assert [client.get(f"/cms/images/{page}").status_code for page in ("", "add/")] == [200, 200]
    answer = client.post(
        "/cms/images/add/", {"title": "Field", "description": "A red field", "tags": "", "file": upload()}
    )
    assert (answer.status_code, Picture.objects.get().uploaded_by_user) == (302, person)


def test_nobody_guesses_where_a_size_of_a_picture_lies(client):
    name = PictureRendition(image_id=7).get_upload_to("holiday.width-20.jpg")
    assert re.fullmatch(r"images/[0-9a-f]{24}/holiday\.width-20\.jpg", name)
    assert PictureRendition(image_id=8).get_upload_to("holiday.width-20.jpg") != name
    assert client.get("/media/images/holiday.width-20.jpg").status_code == 404
