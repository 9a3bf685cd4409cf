"""What the portal does when a person is erased: nobody stands beside what was done to pages, letters are burnt."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.models import ModelLogEntry, PageLogEntry

from eciap.foundation.audit.operations import log
from eciap.portal.queries.letters import END_OF_LETTER, read_letter

if TYPE_CHECKING:
    from eciap.foundation.accounts.models import Person


@transaction.atomic
def forget_author(*, person: Person) -> None:
    """Take a person off Wagtail's own lists of what was done; its other keys the database empties by itself."""
    cleared = sum(kind.objects.filter(user=person.pk).update(user=None) for kind in (PageLogEntry, ModelLogEntry))
    log("portal.author.forgotten", by=None, data={"cleared": cleared})


@transaction.atomic
def burn_letters(*, person: Person, folder: Path) -> int:
    """Remove the letters to a person, or naming them, from the box; return how many."""
    burnt = sum(_burn(file, person.email) for file in sorted(folder.glob("*.log")))
    log("portal.letters.burnt", by=None, data={"letters": burnt})
    return burnt


def _burn(file: Path, email: str) -> int:
    parts = [part for part in file.read_bytes().split(END_OF_LETTER) if part.strip()]
    kept = [part for part in parts if not read_letter("", part).names(email)]
    if len(kept) == len(parts):
        return 0
    if kept:
        file.write_bytes(b"".join(part + END_OF_LETTER for part in kept))
    else:
        file.unlink()
    return len(parts) - len(kept)
