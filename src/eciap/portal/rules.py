"""Who writes pages. What somebody may do with one page is asked of Wagtail, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from eciap.foundation.accounts.models import Person


def has_a_desk(person: Person | AnonymousUser) -> bool:
    """Whether the editors' desk is open to this person; a visitor costs no query."""
    return person.is_authenticated and person.has_perm("wagtailadmin.access_admin")
