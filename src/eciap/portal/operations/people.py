"""What the portal does when a person is erased: nobody stands beside what was done to pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.models import ModelLogEntry, PageLogEntry

from eciap.foundation.audit.operations import log

if TYPE_CHECKING:
    from eciap.foundation.accounts.models import Person


@transaction.atomic
def forget_author(*, person: Person) -> None:
    """Take a person off Wagtail's own lists of what was done; its other keys the database empties by itself."""
    cleared = sum(kind.objects.filter(user=person.pk).update(user=None) for kind in (PageLogEntry, ModelLogEntry))
    log("portal.author.forgotten", by=None, data={"cleared": cleared})
