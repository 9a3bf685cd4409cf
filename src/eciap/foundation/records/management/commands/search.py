"""`eciap search rebuild`: make the index of the search anew, after an update or a new language."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from eciap.foundation.records.operations import rebuild_index


class Command(BaseCommand):
    """Rebuilds the search."""

    help = "Makes the index of the search anew, in one transaction: readers find what was there until it is done."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take a verb."""
        parser.add_argument("verb", choices=["rebuild"])

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Rebuild, and say how many entries there are."""
        self.stdout.write(_("%(number)s search entries.") % {"number": rebuild_index(by=None)})
