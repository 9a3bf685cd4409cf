"""What the portal holds of a person, and what it does when they are erased."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from eciap.foundation.accounts.registry import mydata
from eciap.portal import operations, queries

if TYPE_CHECKING:
    from eciap.foundation.accounts.models import Person


def register_parts() -> None:
    """Join; called when the platform starts."""
    pages = mydata.Part(_("Pages and pictures"), queries.pages_held_of, queries.fate_of_pages, _forget_author)
    letters = mydata.Part(_("Letters kept as files"), _letters, queries.fate_of_letters, _burn_letters)
    mydata.register("pages", pages)
    mydata.register("letters", letters)


def _forget_author(person: Person) -> None:
    operations.forget_author(person=person)


def _letters(person: Person) -> mydata.Holding:
    return queries.letters_held_of(person, folder=Path(settings.POST_BOX))


def _burn_letters(person: Person) -> None:
    operations.burn_letters(person=person, folder=Path(settings.POST_BOX))
