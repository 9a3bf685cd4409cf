"""A letter for the stories, and ways to tell what became of it."""

from datetime import UTC, datetime

from eciap.foundation.audit.models import Entry
from eciap.foundation.jobs.models import Letter
from eciap.foundation.jobs.operations import post_letter

AT = datetime(2014, 6, 30, 10, tzinfo=UTC)
TRIAL = "jobs/letters/trial.html"


def write(to, **given) -> Letter:
    """Post the trial letter to somebody, as the system does."""
    return post_letter(**{"to": to, "template": TRIAL, "context": {"jobs_url": "/jobs/"}, "by": None, **given})


def verbs() -> list[str]:
    """What the log says of letters, in order."""
    return list(Entry.objects.filter(verb__startswith="jobs.").order_by("id").values_list("verb", flat=True))


def state_of(letter: Letter) -> tuple[str, str]:
    letter.refresh_from_db()
    return letter.state, letter.reason
