"""What the portal holds of a person, and what it does when they are erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from eciap.foundation.accounts.registry import mydata
from eciap.portal import operations, queries

if TYPE_CHECKING:
    from eciap.foundation.accounts.models import Person


def register_parts() -> None:
    """Join; called when the platform starts."""
    pages = mydata.Part(_("Pages and pictures"), queries.pages_held_of, queries.fate_of_pages, _forget_author)
    mydata.register("pages", pages)


def _forget_author(person: Person) -> None:
    operations.forget_author(person=person)
