"""The nightly job that clears away files which nothing belongs to."""

from datetime import timedelta

from django.tasks import task
from django.utils import timezone

from eciap.foundation.files import operations
from eciap.foundation.jobs.registry import periodic

UNREFERENCED_FOR = timedelta(days=7)
WITHOUT_ROW_FOR = timedelta(days=1)


@periodic("41 3 * * *")
@task(priority=-100)
def clear_away_files() -> dict[str, int]:
    """Remove files that nothing has pointed to for a week, and bytes that have had no row for a day."""
    now = timezone.now()
    return {
        "unreferenced": operations.remove_unreferenced(at=now, kept_for=UNREFERENCED_FOR),
        "without row": operations.remove_bytes_without_row(at=now, older_than=WITHOUT_ROW_FOR),
    }
