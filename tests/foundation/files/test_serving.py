"""The one way out: a download for whom the rule lets, nothing for everybody else, and never a page."""

from io import BytesIO
from urllib.request import urlopen

import pytest
from django.test import Client

from eciap.config import env
from eciap.foundation.accounts.models import Person
from eciap.foundation.files import access, store
from eciap.foundation.files.enums import Kind
from eciap.foundation.files.models import StoredFile
from eciap.foundation.files.operations import store_file
from eciap.foundation.files.rules import is_owner, may_have
from tests.foundation.files.bucket import storage
from tests.foundation.files.conftest import AUDIENCE
from tests.foundation.files.makers import pdf, picture

pytestmark = pytest.mark.django_db
POLICY = "default-src 'none'; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def brought(by, content=None, *, name="Fête.pdf", audience=AUDIENCE):
    return store_file(
        stream=BytesIO(content or pdf()), name=name, by=by, kinds=set(Kind), largest=10**7, audience=audience
    )


@pytest.fixture
def file(person):
    return brought(person)


@pytest.fixture
def owner(client, person):
    client.force_login(person)
    return client


def body(answer):
    return answer.getvalue()


def test_the_owner_gets_a_download(owner, file):
    answer = owner.get(file.get_absolute_url(), headers={"Accept-Encoding": "gzip"})
    assert (answer.status_code, body(answer)) == (200, pdf_of(file))
    told = {
        "Content-Type": "application/pdf",
        "Content-Length": str(file.size),
        "Content-Disposition": "attachment; filename*=utf-8''F%C3%AAte.pdf",
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-cache",
        "Cross-Origin-Resource-Policy": "same-origin",
        "ETag": f'"{file.sha256}"',
        "Accept-Ranges": "bytes",
    }
    assert {name: answer.headers.get(name) for name in told} == told
    assert "Content-Encoding" not in answer.headers


def pdf_of(file):
    return b"".join(store.current().read(file.key, 0, file.size))


def test_the_address_is_useless_to_everybody_else(file, another):
    operator = Person.objects.create_superuser("root@example.org")
    for visitor in (None, another, operator):
        client = Client()
        if visitor:
            client.force_login(visitor)
        nowhere = client.get(file.get_absolute_url().replace(str(file.uuid), "0" * 8 + str(file.uuid)[8:]))
        for answer in (client.get(file.get_absolute_url()), client.head(file.get_absolute_url())):
            assert (answer.status_code, nowhere.status_code) == (404, 404)
            assert file.sha256 not in str(answer.headers)


def test_a_file_without_a_rule_is_nobodys(owner, file):
    StoredFile.objects.filter(pk=file.pk).update(audience="tests.nobody")
    assert owner.get(file.get_absolute_url()).status_code == 404


def test_who_has_lost_the_account_has_lost_the_file(owner, person, file):
    person.is_active = False
    person.save()
    assert (owner.get(file.get_absolute_url()).status_code, is_owner(person, file)) == (404, False)


def test_a_file_is_not_handed_on_under_another_name(owner, file):
    assert owner.get(f"/files/{file.uuid}/invoice.pdf").status_code == 404


def test_a_published_file_is_for_everybody(client, person):
    file = brought(person, audience="tests.published")
    assert body(client.get(file.get_absolute_url())) == pdf_of(file)


def test_the_rule_is_asked_with_the_visitor_and_the_file(person, another, file):
    asked = []
    access.register(AUDIENCE, lambda visitor, of: asked.append((visitor, of)) or visitor == another)
    assert [may_have(person, file), may_have(another, file), may_have(another, None)] == [False, True, False]
    assert asked == [(person, file), (another, file)]


@pytest.mark.parametrize(
    ("asked", "status", "part", "told"),
    [
        ("bytes=0-4", 206, slice(0, 5), "bytes 0-4/{size}"),
        ("bytes=5-", 206, slice(5, None), "bytes 5-{last}/{size}"),
        ("bytes=-6", 206, slice(-6, None), "bytes {sixth}-{last}/{size}"),
        ("bytes=9-99999999", 206, slice(9, None), "bytes 9-{last}/{size}"),
        ("bytes=99999999-", 416, slice(0, 0), "bytes */{size}"),
        ("bytes=9-4", 416, slice(0, 0), "bytes */{size}"),
        ("bytes=-0", 416, slice(0, 0), "bytes */{size}"),
        ("bytes=0-1,3-4", 200, slice(None), None),
        ("bytes=-", 200, slice(None), None),
        ("lines=1-2", 200, slice(None), None),
    ],
)
def test_parts_of_a_file(owner, file, asked, status, part, told):
    answer = owner.get(file.get_absolute_url(), headers={"Range": asked})
    figures = {"size": file.size, "last": file.size - 1, "sixth": file.size - 6}
    assert (answer.status_code, body(answer)) == (status, pdf_of(file)[part])
    assert answer.headers.get("Content-Range") == (told.format(**figures) if told else None)
    assert answer.headers["Content-Length"] == str(len(body(answer) if not answer.streaming else pdf_of(file)[part]))


def test_a_part_of_a_file_that_changed_meanwhile_is_all_of_it(owner, file):
    for etag, status in ((f'"{file.sha256}"', 206), ('"another"', 200)):
        answer = owner.get(file.get_absolute_url(), headers={"Range": "bytes=0-4", "If-Range": etag})
        assert answer.status_code == status


def test_a_browser_that_has_it_is_told_so_and_only_while_it_may(owner, another, file):
    etag = f'"{file.sha256}"'
    answer = owner.get(file.get_absolute_url(), headers={"If-None-Match": etag})
    assert (answer.status_code, answer.content, answer.headers["ETag"]) == (304, b"", etag)
    owner.force_login(another)
    assert owner.get(file.get_absolute_url(), headers={"If-None-Match": etag}).status_code == 404


def test_the_head_says_what_the_whole_would(owner, file):
    whole, head = owner.get(file.get_absolute_url()), owner.head(file.get_absolute_url())
    for name in ("Content-Type", "Content-Length", "Content-Disposition", "ETag", "Accept-Ranges"):
        assert head.headers[name] == whole.headers[name]
    assert (head.status_code, head.content) == (200, b"")


def test_files_are_only_read_there(owner, file):
    assert [owner.post(file.get_absolute_url()).status_code, owner.delete(file.get_absolute_url()).status_code] == [
        405
    ] * 2


def test_no_kind_of_file_is_a_page():
    assert {
        kind for kind in Kind if any(word in kind.value for word in ("html", "svg", "javascript", "text/xml"))
    } == set()


def test_what_looks_like_a_page_is_handed_on_as_text(owner, person):
    file = brought(person, b"name,remark\nAnna,<script>alert(1)</script>\n", name="a.html")
    answer = owner.get(file.get_absolute_url())
    assert (file.name, answer.headers["Content-Type"]) == ("a.csv", "text/csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="a.csv"'
    assert (answer.headers["X-Content-Type-Options"], answer.headers["Content-Security-Policy"]) == ("nosniff", POLICY)


@pytest.fixture
def bucket(settings, tmp_path):
    with storage(tmp_path / "bucket") as url:
        settings.FILES_BUCKET = env.bucket(url)
        yield settings


def test_a_file_in_a_bucket_passes_through_the_rule_and_through_us(bucket, owner, another, person):
    file = brought(person)
    assert body(owner.get(file.get_absolute_url())) == pdf_of(file)
    assert body(owner.get(file.get_absolute_url(), headers={"Range": "bytes=0-4"})) == pdf_of(file)[:5]
    owner.force_login(another)
    assert owner.get(file.get_absolute_url()).status_code == 404


def test_a_reader_may_be_sent_to_the_bucket_for_a_short_time(bucket, owner, another, person):
    bucket.FILES_SIGNED_FOR = 60
    file = brought(person)

    answer = owner.get(file.get_absolute_url())

    assert (answer.status_code, answer.headers["Referrer-Policy"]) == (302, "no-referrer")
    assert "X-Amz-Expires=60&" in answer.headers["Location"]
    with urlopen(answer.headers["Location"]) as elsewhere:  # noqa: S310 - our own server
        assert elsewhere.read() == pdf_of(file)
        assert elsewhere.headers["Content-Disposition"] == "attachment; filename*=utf-8''F%C3%AAte.pdf"
        assert elsewhere.headers["Content-Type"] == "application/pdf"
    assert owner.head(file.get_absolute_url()).status_code == 200
    owner.force_login(another)
    assert owner.get(file.get_absolute_url()).status_code == 404


def test_pictures_stay_with_us_since_pages_show_no_others(bucket, owner, person):
    bucket.FILES_SIGNED_FOR = 60
    assert owner.get(brought(person, picture()).get_absolute_url()).status_code == 200


def test_the_administration_shows_what_there_is_with_the_same_number_of_queries(
    admin_client, person, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    admin_client.get("/admin/")  # what a browser's first request notes of its session
    counts = []
    for more in (1, 29):
        for _ in range(more):
            brought(person)
        with CaptureQueriesContext(connection) as asked:
            page = admin_client.get("/admin/files/storedfile/").content.decode()
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert "Fête.pdf" in page
