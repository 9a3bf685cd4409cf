"""Files are taken in, removed, and cleared away when nothing belongs to them; never is one lost that is in use."""

import threading
from datetime import UTC, datetime, timedelta
from io import BytesIO
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.tasks import TaskResultStatus

from eciap.foundation.accounts.operations import close_account
from eciap.foundation.audit.queries import latest
from eciap.foundation.files import operations, queries, store
from eciap.foundation.files.access import AudienceWithoutRule
from eciap.foundation.files.checks import FileRefused
from eciap.foundation.files.enums import Kind, Reason
from eciap.foundation.files.models import StoredFile
from eciap.foundation.files.tasks import clear_away_files
from tests.foundation.files.conftest import AUDIENCE
from tests.foundation.files.makers import pdf, picture, placed

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
WEEK, DAY = timedelta(days=7), timedelta(days=1)


def brought(by, content=None, *, name="Notes.pdf", audience=AUDIENCE):
    return operations.store_file(
        stream=BytesIO(content or pdf()), name=name, by=by, kinds=set(Kind), largest=10**7, audience=audience
    )


def lying(file):
    return b"".join(store.current().read(file.key, 0, file.size))


def everything_lying(folder):
    return sorted(path.name for path in folder.glob("*/*"))


def remove_unreferenced(at):
    return operations.remove_unreferenced(at=at, kept_for=WEEK)


def test_a_file_is_kept_with_what_it_is(person):
    content = pdf()
    file = brought(person, content, name="../Fête.exe")
    assert (file.owner, file.kind, file.name, file.size) == (person, Kind.PDF, "Fête.pdf", len(content))
    assert (str(file), lying(file)) == ("Fête.pdf", content)
    entry = latest().get()
    assert (entry.verb, entry.pseudonym, entry.record_id) == ("files.file.stored", person.pseudonym, file.uuid)
    assert entry.data == {"kind": "application/pdf", "size": len(content), "audience": AUDIENCE}


def test_a_picture_is_kept_without_what_its_camera_noted(person):
    file = brought(person, picture("JPEG", exif=placed()), name="me.png")
    assert (file.name, b"Exif" in lying(file), file.size) == ("me.jpg", False, len(lying(file)))


def test_what_is_refused_leaves_nothing(person, folder):
    with pytest.raises(FileRefused):
        brought(person, b"MZ")
    assert (StoredFile.objects.count(), everything_lying(folder)) == (0, [])


def test_nothing_is_kept_for_an_audience_that_nobody_has_a_rule_for(person, folder):
    with pytest.raises(AudienceWithoutRule):
        brought(person, audience="tests.nobody")
    assert (StoredFile.objects.count(), everything_lying(folder)) == (0, [])


def test_nobody_fills_the_store_with_files_that_nothing_uses(person, another, attachment, monkeypatch):
    size = len(pdf())
    monkeypatch.setattr(operations, "MOST_WAITING", 2 * size)
    first, _second = brought(person), brought(person)
    with pytest.raises(FileRefused) as refused:
        brought(person)
    assert refused.value.reason is Reason.TOO_MUCH_WAITING
    brought(another)
    brought(None)
    attachment.objects.create(file=first)
    brought(person)
    assert queries.bytes_waiting(person) == 2 * size


def test_a_store_that_is_full_is_told_kindly(person, folder):
    folder.write_text("a file where the folder should be")
    with pytest.raises(FileRefused) as refused, transaction.atomic():
        brought(person)
    assert (refused.value.reason, StoredFile.objects.count()) == (Reason.NOT_NOW, 0)


def test_the_database_keeps_out_what_a_browser_would_run(person):
    file = brought(person)
    for change in ({"kind": "text/html"}, {"name": "../a.pdf"}, {"size": 0}, {"sha256": "abc"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            StoredFile.objects.filter(pk=file.pk).update(**change)


def test_a_removed_file_is_gone_once_that_is_certain(person, folder, django_capture_on_commit_callbacks):
    file = brought(person)
    with django_capture_on_commit_callbacks(execute=True):
        operations.remove_file(file=file, by=person)
        assert everything_lying(folder) == [file.key]
    assert (StoredFile.objects.count(), everything_lying(folder)) == (0, [])
    assert latest().first().verb == "files.file.removed"


def test_a_file_in_use_is_not_removed(person, attachment):
    file = brought(person)
    attachment.objects.create(file=file)
    with pytest.raises(ProtectedError):
        operations.remove_file(file=file, by=person)


def test_files_stay_when_their_owner_goes(person):
    file = brought(person)
    close_account(person=person, by=person)
    assert list(queries.files_of(person)) == [file]
    person.delete()
    file.refresh_from_db()
    assert file.owner is None


def test_what_nothing_points_to_goes_after_a_week(person, attachment, folder, django_capture_on_commit_callbacks):
    used, in_many, left = brought(person), brought(person), brought(person)
    attachment.objects.create(file=used).more.add(in_many)

    with django_capture_on_commit_callbacks(execute=True):
        assert [remove_unreferenced(NOW), remove_unreferenced(NOW + WEEK - DAY), remove_unreferenced(NOW + WEEK)] == [
            0,
            0,
            1,
        ]

    assert set(StoredFile.objects.all()) == {used, in_many}
    assert everything_lying(folder) == sorted([used.key, in_many.key])
    entry = latest().first()
    assert (entry.verb, entry.data) == ("files.unreferenced.removed", {"number": 1, "files": [left.key]})


def test_the_week_begins_anew_when_a_file_was_used_in_between(person, attachment):
    file = brought(person)
    remove_unreferenced(NOW)
    row = attachment.objects.create(file=file)
    remove_unreferenced(NOW + DAY)
    row.delete()
    assert [remove_unreferenced(NOW + 2 * DAY), remove_unreferenced(NOW + WEEK + DAY)] == [0, 0]
    assert remove_unreferenced(NOW + WEEK + 2 * DAY) == 1


def test_bytes_without_a_row_go_after_a_day(person, folder):
    kept = brought(person)
    lost = UUID(int=7)
    store.current().put(str(lost), BytesIO(b"killed before the row"), headers={})
    (folder / "00" / f"{lost}.part").write_bytes(b"killed in the mid")
    now = datetime.now(UTC)

    remaining = [everything_lying(folder)]
    for at in (now, now + DAY + timedelta(minutes=1)):
        operations.remove_bytes_without_row(at=at, older_than=DAY)
        remaining.append(everything_lying(folder))

    everything = sorted([kept.key, str(lost), f"{lost}.part"])
    assert remaining == [everything, everything, [kept.key]]
    assert latest().first().data == {"number": 2, "keys": [str(lost), f"{lost}.part"]}


def test_the_nightly_job_does_both_and_may_run_again(person, run_due_jobs):
    brought(person)
    for _night in range(2):
        clear_away_files.enqueue()
    results = run_due_jobs()
    assert [(result.status, result.return_value) for result in results] == [
        (TaskResultStatus.SUCCESSFUL, {"unreferenced": 0, "without row": 0})
    ] * 2


def test_a_file_that_is_claimed_has_another_week(person):
    file = brought(person)
    remove_unreferenced(NOW)
    assert operations.claim_file(uuid=file.pk, audience=AUDIENCE, by=person) == file
    assert latest().first().verb == "files.file.claimed"
    assert [remove_unreferenced(NOW + WEEK), remove_unreferenced(NOW + 2 * WEEK)] == [0, 1]
    assert operations.claim_file(uuid=file.pk, audience=AUDIENCE, by=person) is None


def test_nobody_claims_what_was_brought_for_something_else(person):
    file = brought(person)
    assert operations.claim_file(uuid=file.pk, audience="tests.published", by=person) is None


@pytest.mark.django_db(transaction=True)
def test_a_file_that_somebody_is_about_to_use_is_left_alone(person, attachments):
    file = brought(person)
    remove_unreferenced(NOW)
    pointed, looked = threading.Event(), threading.Event()

    def use() -> None:
        with transaction.atomic():
            attachments.objects.create(file=operations.claim_file(uuid=file.pk, audience=AUDIENCE, by=person))
            pointed.set()
            looked.wait(20)
        connection.close()

    using = threading.Thread(target=use)
    using.start()
    assert pointed.wait(20)
    removed = remove_unreferenced(NOW + WEEK)  # the key is written, and not yet to be seen
    looked.set()
    using.join()
    assert (removed, attachments.objects.get().file) == (0, file)
    assert remove_unreferenced(NOW + WEEK) == 0


@pytest.mark.django_db(transaction=True)
def test_nobody_points_to_a_file_that_is_being_removed(person, attachments):
    file = brought(person)
    remove_unreferenced(NOW)
    outcome = []

    def use() -> None:
        try:
            attachments.objects.create(file_id=file.pk)
        except IntegrityError as refusal:
            outcome.append(type(refusal))
        connection.close()

    using = threading.Thread(target=use)
    with transaction.atomic():
        assert remove_unreferenced(NOW + WEEK) == 1
        using.start()
        using.join(1)
        assert using.is_alive()  # waits for what becomes of the file
    using.join()
    assert (outcome, attachments.objects.count()) == ([IntegrityError], 0)
