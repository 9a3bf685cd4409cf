"""What comes in with a request: no more is kept than is taken there, and it is said plainly, with every word kept."""

import os
import re
import resource
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.utils import translation

from eciap.foundation.files.adapters import Upload, UploadHandler, largest_upload
from eciap.foundation.files.checks import FileRefused
from eciap.foundation.files.enums import Kind
from eciap.foundation.files.forms import StoredFileField
from eciap.foundation.files.middleware import takes_files
from eciap.foundation.files.models import StoredFile
from tests.foundation.files.conftest import AUDIENCE
from tests.foundation.files.desk import LARGEST, PlanForm
from tests.foundation.files.makers import pdf, picture

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.foundation.files.desk")]
GIGABYTE = 1024**3
LIMITS = "What you want to do, in your own words. PDF, DOCX, at most 2 MB."


@pytest.fixture
def desk(client, person):
    client.force_login(person)
    return client


def upload(content, name="plan.pdf"):
    return SimpleUploadedFile(name, content, "text/html")


def hand_in(desk, **fields):
    return desk.post("/hand-in/", {"title": "A plan", **fields})


def page(answer):
    return answer.content.decode()


def errors(answer):
    return re.findall(r'<ul class="errorlist" id="id_(\w+)_error"><li>(.*?)</li>', page(answer))


def kept(answer, field="plan"):
    found = re.search(rf'name="{field}-kept" value="([^"]+)"', page(answer))
    return found and found[1]


class Endless(BytesIO):
    """A body that never lies anywhere: so many bytes, made as they are asked for."""

    def __init__(self, beginning: bytes, size: int) -> None:
        self.beginning, self.left, self.given = beginning, size - len(beginning), 0

    def read(self, size: int = -1) -> bytes:
        piece, self.beginning = self.beginning, b""
        piece = piece or bytes(min(self.left, size if size > 0 else self.left))
        self.left -= 0 if piece[:2] == b"--" else len(piece)
        self.given += len(piece)
        return piece


def test_the_limits_are_said_before(desk):
    asked = page(desk.get("/hand-in/"))
    assert f'<span class="helptext" id="id_plan_helptext">{LIMITS}</span>' in asked
    assert '<input type="file" name="plan" accept=".pdf,.docx" required aria-describedby="id_plan_helptext"' in asked
    with translation.override("fr"):
        assert str(PlanForm.base_fields["picture"].help_text) == "JPEG, 2 Mo au plus."


def test_a_file_is_taken_in(desk, person):
    answer = hand_in(desk, plan=upload(pdf()), picture=upload(picture()))
    plan = StoredFile.objects.get(kind=Kind.PDF)
    assert page(answer) == f"{plan.uuid} plan.jpg"
    assert (plan.owner, plan.name, plan.audience) == (person, "plan.pdf", AUDIENCE)


def test_a_refusal_stands_beside_its_field_and_no_word_is_lost(desk):
    answer = hand_in(desk, plan=upload(b"MZ" + bytes(99)))
    assert errors(answer) == [("plan", "This is a program. Programs are not taken here.")]
    assert 'value="A plan"' in page(answer)
    assert StoredFile.objects.count() == 0


def test_a_file_is_missed_where_one_is_needed(desk):
    assert errors(hand_in(desk)) == [("plan", "This field is required.")]


def test_a_file_is_kept_while_the_rest_is_put_right(desk):
    first = hand_in(desk, title="", plan=upload(pdf()))
    file = StoredFile.objects.get()
    assert errors(first) == [("title", "This field is required.")]
    assert "<b>Kept:</b> plan.pdf" in page(first)
    assert ' name="plan" accept=".pdf,.docx" aria-' in page(first)  # the browser asks for no second one

    second = hand_in(desk, **{"plan-kept": kept(first)})

    assert page(second) == f"{file.uuid} None"
    assert StoredFile.objects.get() == file


def test_a_kept_file_outlasts_a_refused_one_and_gives_way_to_a_sound_one(desk):
    first = hand_in(desk, title="", plan=upload(pdf()))
    second = hand_in(desk, plan=upload(b"MZ"), **{"plan-kept": kept(first)})
    assert (len(errors(second)), "<b>Kept:</b> plan.pdf" in page(second)) == (1, True)
    third = hand_in(desk, plan=upload(pdf(), "better.pdf"), **{"plan-kept": kept(second)})
    assert page(third) == f"{StoredFile.objects.get(name='better.pdf').uuid} None"


def test_a_kept_file_may_be_taken_out_where_none_is_needed(desk):
    first = hand_in(desk, title="", plan=upload(pdf()), picture=upload(picture()))
    assert [f'name="{field}-out"' in page(first) for field in ("plan", "picture")] == [False, True]
    given = {f"{field}-kept": kept(first, field) for field in ("plan", "picture")}
    second = hand_in(desk, **given, **{"picture-out": "1"})
    assert page(second) == f"{StoredFile.objects.get(kind=Kind.PDF).uuid} None"


def test_a_token_is_good_for_one_person_one_field_and_as_it_was_given(desk, another):
    token = kept(hand_in(desk, title="", plan=upload(pdf())))
    assert errors(hand_in(desk, **{"plan-kept": token[:-1]})) == [("plan", "This field is required.")]
    desk.force_login(another)
    assert errors(hand_in(desk, **{"plan-kept": token})) == [("plan", "This field is required.")]


def test_a_kept_file_that_is_gone_is_missed(desk):
    token = kept(hand_in(desk, title="", plan=upload(pdf())))
    StoredFile.objects.all().delete()
    assert errors(hand_in(desk, **{"plan-kept": token})) == [("plan", "This field is required.")]


def test_a_form_begins_with_the_file_that_is_there(desk, person):
    hand_in(desk, plan=upload(pdf()))
    file = StoredFile.objects.get()
    form = PlanForm(initial={"plan": file}, by=person)
    token = re.search(r'name="plan-kept" value="([^"]+)"', str(form["plan"]))[1]
    unchanged = PlanForm({"title": "A", "plan-kept": token}, initial={"title": "A", "plan": file}, by=person)
    assert (unchanged.is_valid(), unchanged.cleaned_data["plan"], unchanged.changed_data) == (True, file, [])
    changed = PlanForm({"title": "A"}, {"plan": upload(pdf())}, initial={"title": "A", "plan": file}, by=person)
    assert changed.changed_data == ["plan"]


def test_a_field_tells_when_it_was_left_out_of_the_form():
    widget = StoredFileField(kinds={Kind.PDF}, largest=1, audience=AUDIENCE).widget
    given = [({}, {}), ({"plan-kept": ""}, {}), ({}, {"plan": 1})]
    assert [widget.value_omitted_from_data(data, files, "plan") for data, files in given] == [True, False, False]


def test_what_is_too_large_for_the_view_is_dropped_and_said(desk):
    answer = hand_in(desk, plan=upload(pdf() + bytes(LARGEST)))
    assert errors(answer) == [("plan", "This file is too large. It may have at most 2 MB.")]
    assert (answer.status_code, 'value="A plan"' in page(answer)) == (200, True)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_request_that_is_too_large_is_refused_before_it_is_read(desk, language):
    body = Endless(b"--x\r\n", 2 * GIGABYTE)
    answer = desk.generic(
        "POST",
        "/demo/hand-in/",
        content_type="multipart/form-data; boundary=x",
        headers={"Accept-Language": language},
        **{"wsgi.input": body, "CONTENT_LENGTH": str(2 * GIGABYTE)},
    )
    said = {"en": "Everything together may have at most 9 MB.", "fr": "Le tout peut faire 9 Mo au plus."}
    assert (answer.status_code, body.given) == (413, 0)
    assert said[language] in page(answer)


def test_two_gigabytes_pass_by_without_lying_anywhere(settings):
    """The handler is fed past every limit on the length of a request."""
    request = RequestFactory().post("/")
    request.largest_upload = lambda: LARGEST
    handler = UploadHandler(request)
    handler.new_file("plan", "plan.pdf", "application/pdf", None)
    before, piece, most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, bytes(64 * 1024), 0
    for start in range(0, 2 * GIGABYTE, len(piece)):
        assert handler.receive_data_chunk(piece, start) is None
        most = max(most, handler.file.bytes.tell())
    file = handler.file_complete(2 * GIGABYTE)
    assert (most, file.size, file.read()) == (LARGEST, 0, b"")
    with pytest.raises(FileRefused):
        file.open()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20 * 1024  # kilobytes
    file.close()


def test_of_strangers_no_file_is_kept_where_one_has_to_sign_in(client, monkeypatch):
    sizes = []
    monkeypatch.setattr(Upload, "take", lambda self, piece: sizes.append(self.largest))
    assert hand_in(client, plan=upload(pdf())).status_code == 302
    client.post("/count/", {"plan": upload(pdf())})
    client.force_login(_somebody())
    hand_in(client, plan=upload(b""), picture=upload(picture()))
    assert set(sizes) <= {0, LARGEST, 50 * 1024**2}
    assert (sizes[-1], 50 * 1024**2 in sizes) == (LARGEST, True)


def _somebody():
    from eciap.foundation.accounts.models import Person

    return Person.objects.create_user("cleo@example.org")


def test_a_view_that_needs_no_account_takes_what_the_operator_allows(client, settings):
    settings.LARGEST_UPLOAD = 100
    assert page(client.post("/count/", {"a": upload(b"x" * 100), "b": upload(b"x" * 101)})) == "100 0"


def test_no_view_takes_more_than_the_operator_allows(settings):
    settings.LARGEST_UPLOAD = 100
    assert takes_files(largest=LARGEST, most=2)(lambda request: None).takes_files.largest == 100
    assert largest_upload(None) == 100


def test_an_upload_that_breaks_off_is_forgotten():
    handler = UploadHandler(RequestFactory().post("/"))
    handler.upload_interrupted()
    handler.new_file("plan", "plan.pdf", "application/pdf", None)
    handler.receive_data_chunk(os.urandom(9), 0)
    handler.upload_interrupted()
    assert handler.file.closed


def test_a_length_that_is_no_number_is_none(desk):
    assert desk.generic("POST", "/count/", b"", CONTENT_LENGTH="many").status_code == 200
