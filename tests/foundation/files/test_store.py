"""The same stories for a folder and for a bucket: what is put is all there, and nobody gets it past us."""

import os
import time
from datetime import UTC, datetime, timedelta
from io import BytesIO
from tempfile import TemporaryFile
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request, urlopen

import pytest

from eciap.config import env
from eciap.foundation.files import store
from tests.foundation.files.bucket import storage

KEY = "5e93a1f8-56a2-4f5c-9d1c-0e8a0b1d7c11"
HEADERS = {"Content-Type": "application/pdf", "Content-Disposition": 'attachment; filename="me.pdf"'}
SOON = timedelta(seconds=60)


@pytest.fixture
def bucket(settings, tmp_path):
    with storage(tmp_path / "bucket") as url:
        settings.FILES_BUCKET = env.bucket(url)
        yield store.current()


@pytest.fixture(params=["folder", "bucket"])
def place(request):
    return request.getfixturevalue("bucket") if request.param == "bucket" else store.current()


def read(place, begin, end):
    return b"".join(place.read(KEY, begin, end))


def test_what_is_put_is_read_again_in_parts(place):
    place.put(KEY, BytesIO(b"What we tried"), headers=HEADERS)
    assert (read(place, 0, 13), read(place, 5, 7), read(place, 8, 13)) == (b"What we tried", b"we", b"tried")


def test_a_large_file_is_put_in_pieces(place):
    content = os.urandom(1024**2) * 12
    with TemporaryFile() as file:
        file.write(content)
        file.seek(0)
        place.put(KEY, file, headers=HEADERS)
    assert read(place, 0, len(content)) == content
    assert read(place, 11 * 1024**2, 11 * 1024**2 + 9) == content[:9]


def test_what_is_not_there_cannot_be_read(place):
    with pytest.raises(FileNotFoundError):
        place.read(KEY, 0, 9)


def test_what_is_removed_is_gone_and_may_be_removed_again(place):
    place.put(KEY, BytesIO(b"What we tried"), headers=HEADERS)
    place.remove(KEY)
    place.remove(KEY)
    with pytest.raises(FileNotFoundError):
        place.read(KEY, 0, 9)


def test_what_is_old_is_listed(place):
    now = datetime.now(UTC)
    place.put(KEY, BytesIO(b"What we tried"), headers=HEADERS)
    assert (list(place.keys_before(now - SOON)), list(place.keys_before(now + SOON))) == ([], [KEY])


def test_nobody_else_on_the_machine_may_read_the_folder(folder):
    store.current().put(KEY, BytesIO(b"What we tried"), headers=HEADERS)
    file = folder / KEY[:2] / KEY
    assert [path.stat().st_mode & 0o777 for path in (folder, file.parent, file)] == [0o700, 0o700, 0o600]


def test_a_folder_has_no_address_of_its_own():
    assert store.current().address(KEY, seconds=60) is None


def test_nobody_gets_an_object_without_a_signature(bucket, settings):
    bucket.put(KEY, BytesIO(b"What we tried"), headers=HEADERS)
    plain = f"{settings.FILES_BUCKET['endpoint']}/private/eciap/{KEY}"
    assert [_status(plain), _status(plain, method="DELETE")] == [403, 403]


def test_a_signed_address_is_a_download_of_one_object_for_a_short_time(bucket):
    bucket.put(KEY, BytesIO(b"What we tried"), headers=HEADERS)
    address = bucket.address(KEY, seconds=1)

    with urlopen(address) as answer:  # noqa: S310 - our own server
        assert answer.read() == b"What we tried"
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert parse_qs(urlsplit(address).query)["X-Amz-Expires"] == ["1"]
    others = [address[:-4] + "0000", address.replace(KEY, KEY[:-1] + "2"), address.replace("Expires=1", "Expires=900")]
    assert [_status(other) for other in others] == [403, 403, 403]
    assert _status(address, method="DELETE") == 403
    time.sleep(2.1)
    assert _status(address) == 403


def test_a_wrong_secret_opens_nothing(bucket, settings):
    settings.FILES_BUCKET = settings.FILES_BUCKET | {"secret": "guessed"}
    with pytest.raises(OSError, match="does not take"):
        store.current().put(KEY, BytesIO(b"What we tried"), headers=HEADERS)


def _status(address: str, method: str = "GET") -> int:
    try:
        with urlopen(Request(address, method=method)) as answer:  # noqa: S310 - our own server
            return answer.status
    except HTTPError as error:
        return error.code
