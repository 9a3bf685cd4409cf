"""The letters of the demonstration, read from the files that Django's own backend writes."""

import pytest
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.filebased import EmailBackend

from eciap.portal.queries import letters

BODY = "Bonjour Zoë,\n\nsuivez ce lien : http://127.0.0.1:8000/accounts/confirm-email/abc/\n"


@pytest.fixture
def box(tmp_path):
    return tmp_path / "mail"


def post(box, *subjects, body=BODY):
    """Send letters through one opening of the backend, as one request does."""
    backend = EmailBackend(alias="default", file_path=str(box))
    backend.send_messages(
        [EmailMultiAlternatives(subject, body, "from@example.org", ["zoe@example.org"]) for subject in subjects]
    )


def test_no_box_holds_no_letters(box):
    assert letters.letters(box) == []


def test_a_letter_reads_as_it_was_written(box):
    post(box, "Là-bas – une lettre")
    [letter] = letters.letters(box)
    assert (letter.to, letter.subject, letter.text.strip()) == ("zoe@example.org", "Là-bas – une lettre", BODY.strip())
    assert letter.at is not None
    assert letters.letter(box, letter.key) == letter


def test_the_newest_comes_first_also_within_one_file(box):
    post(box, "first", "second")
    file = next(box.iterdir())
    file.rename(box / "20200101-000000-1.log")
    post(box, "third")
    assert [letter.subject for letter in letters.letters(box)] == ["third", "second", "first"]


def test_a_long_box_is_cut(box):
    post(box, *(str(number) for number in range(60)))
    found = letters.letters(box)
    assert [found[0].subject, found[-1].subject, len(found)] == ["59", "10", 50]


@pytest.mark.parametrize("key", ["../../etc/passwd", "", "20200101-000000-1-0", "/etc/passwd"])
def test_a_key_is_never_a_path(box, key):
    post(box, "one")
    assert letters.letter(box, key) is None


def test_a_letter_without_text_or_date_is_still_a_letter(box):
    box.mkdir()
    (box / "1.log").write_bytes(b"Subject: bare\nContent-Type: text/html\n\n<p>x</p>\n" + b"-" * 79 + b"\n")
    [letter] = letters.letters(box)
    assert (letter.key, letter.at, letter.to, letter.subject, letter.text) == ("1-0", None, "", "bare", "")
