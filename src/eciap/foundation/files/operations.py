"""All writing of files: taking one in, removing one, and clearing away what nothing belongs to any more."""

import logging
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from functools import partial
from itertools import batched
from uuid import UUID

from django.db import transaction
from django.utils.http import content_disposition_header

from eciap.foundation.accounts.models import Person
from eciap.foundation.audit.operations import log
from eciap.foundation.files import access, store
from eciap.foundation.files.checks import CheckedFile, FileRefused, Stream, check_file, megabytes
from eciap.foundation.files.enums import Kind, Reason
from eciap.foundation.files.models import StoredFile
from eciap.foundation.files.queries import bytes_waiting, keys_of_rows, unreferenced

logger = logging.getLogger(__name__)

MOST_WAITING = 500 * 1024**2  # bytes that somebody may have brought without anything pointing to them
AT_A_TIME = 500
MOST_LOGGED = 100


@transaction.atomic
def store_file(
    *, stream: Stream, name: str, by: Person | None, kinds: AbstractSet[Kind], largest: int, audience: str
) -> StoredFile:
    """Take in what somebody brought; `largest` is in bytes, and `audience` has a rule in `access`.

    The row is there before the bytes and is committed after them, so there is never a row without bytes. Bytes without
    a row, which a killed process leaves behind, are cleared away by `remove_bytes_without_row`.

    Raises:
        FileRefused: when it is not what is asked for, or hostile; when this person has too much waiting; or when the
            store is full or cannot be reached.
        AudienceWithoutRule: when nobody could ever have it.

    """
    access.expect_rule(audience)
    checked = check_file(stream, name=name, kinds=kinds, largest=largest)
    if by and checked.size + bytes_waiting(by) > MOST_WAITING:
        raise FileRefused(Reason.TOO_MUCH_WAITING, megabytes=megabytes(MOST_WAITING))
    file = StoredFile.objects.create(
        owner=by,
        audience=audience,
        kind=checked.kind,
        name=checked.name,
        size=checked.size,
        sha256=checked.sha256,
    )
    _put(file, checked)
    log("files.file.stored", by=by, on=file.uuid, data={"kind": file.kind, "size": file.size, "audience": audience})
    return file


@transaction.atomic
def claim_file(*, uuid: UUID, audience: str, by: Person) -> StoredFile | None:
    """Take up a file that was shown to this person in a form, as one that is kept; None when it is gone.

    It counts as used from now on, so that it is not cleared away before whoever calls has pointed to it.
    """
    file = StoredFile.objects.select_for_update(of=("self",)).filter(pk=uuid, audience=audience).first()
    if file and file.unreferenced_since:
        file.unreferenced_since = None
        file.save(update_fields=["unreferenced_since"])
        log("files.file.claimed", by=by, on=file.uuid)
    return file


@transaction.atomic
def remove_file(*, file: StoredFile, by: Person | None) -> None:
    """Remove a file for good.

    Raises:
        ProtectedError: when something that may not lose it points to it.

    """
    _remove(file)
    log("files.file.removed", by=by, on=file.uuid)


@transaction.atomic
def remove_unreferenced(*, at: datetime, kept_for: timedelta) -> int:
    """Remove the files that nothing has pointed to for so long, and return how many.

    A file counts from when this operation first finds it so. Each row is locked before it is looked at a second time:
    from then on nobody can claim it, and the database lets nobody point to it. One that is being claimed is left alone.
    """
    StoredFile.objects.filter(unreferenced_since__isnull=False).exclude(pk__in=unreferenced().values("pk")).update(
        unreferenced_since=None
    )
    unreferenced().filter(unreferenced_since=None).update(unreferenced_since=at)
    due = StoredFile.objects.filter(unreferenced_since__lte=at - kept_for).order_by("pk")
    locked = [file.pk for file in due.select_for_update(skip_locked=True)]
    removed = list(unreferenced().filter(pk__in=locked))
    for file in removed:
        _remove(file)
    if removed:
        files = [file.uuid for file in removed[:MOST_LOGGED]]
        log("files.unreferenced.removed", by=None, data={"number": len(removed), "files": files})
    return len(removed)


@transaction.atomic
def remove_bytes_without_row(*, at: datetime, older_than: timedelta) -> int:
    """Remove what lies in the store without a row: left by a process that was killed, or by a removal that failed."""
    place, lost = store.current(), list(_keys_without_row(at - older_than))
    for key in lost:
        place.remove(key)
    if lost:
        logger.warning("Files without a row were removed from the store: %s", len(lost))
        log("files.lost_bytes.removed", by=None, data={"number": len(lost), "keys": lost[:MOST_LOGGED]})
    return len(lost)


def _put(file: StoredFile, checked: CheckedFile) -> None:
    try:
        store.current().put(file.key, checked.stream, headers=_headers(checked))
    except OSError as trouble:
        logger.exception("The store does not take files.")
        raise FileRefused(Reason.NOT_NOW) from trouble


def _keys_without_row(before: datetime) -> Iterator[str]:
    for keys in batched(store.current().keys_before(before), AT_A_TIME, strict=False):
        known = keys_of_rows(keys)
        yield from (key for key in keys if key not in known)


def _remove(file: StoredFile) -> None:
    """Remove the row now and its bytes once that is certain; what then fails is made up for by the nightly job."""
    StoredFile.objects.filter(pk=file.pk).delete()
    transaction.on_commit(partial(store.current().remove, file.key), robust=True)


def _headers(file: CheckedFile) -> dict[str, str]:
    """Return what a storage is to say when it gives a file out itself: a download, of a kind that no browser runs."""
    return {
        "Content-Type": file.kind.value,
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=file.name) or "attachment",
        "Cache-Control": "private, no-store",
    }
