"""`eciap content load`: write a content folder to the database, or say what would be written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from eciap.foundation.exchange.enums import Verdict
from eciap.foundation.exchange.folder import BrokenContent
from eciap.foundation.exchange.operations import Progress, Report, load_content


class Command(BaseCommand):
    """Loads content, all of it or nothing."""

    help = "Loads a content folder. A second run changes nothing; what an editor has changed is never overwritten."
    stealth_options = ("progress",)

    def add_arguments(self, parser: CommandParser) -> None:
        """Take a verb and a folder."""
        parser.add_argument("verb", choices=["load"])
        parser.add_argument("folder", nargs="?", type=Path, default=settings.CONTENT_FOLDER)
        parser.add_argument("--dry-run", action="store_true", help="check and report, but write nothing")

    def handle(
        self,
        *_args: Any,
        folder: Path,
        dry_run: bool,
        verbosity: int,
        progress: Progress | None = None,
        **_options: Any,
    ) -> None:
        """Load, saying how far it is, or telling `progress`, and report what became of the entries."""
        try:
            report = load_content(folder=folder, by=None, dry_run=dry_run, progress=progress or self._progress)
        except BrokenContent as broken:
            raise CommandError(_("Nothing was written.") + f"\n{broken}") from broken
        self._tell(report, dry_run=dry_run)
        if verbosity > 1:
            for outcome in report.outcomes:
                self.stdout.write(f"  {outcome.section}/{outcome.key}: {outcome.verdict.label}")

    def _progress(self, section: str, done: int, total: int) -> None:
        if self.stdout.isatty():
            self.stdout.write(f"\r{done}/{total} {section:<20}", ending="" if done < total else "\n")

    def _tell(self, report: Report, *, dry_run: bool) -> None:
        counts = report.counts()
        words = ", ".join(f"{counts[verdict]} {verdict.label}" for verdict in Verdict)
        if dry_run:
            words = _("This would happen: %(what)s. Nothing was written.") % {"what": words}
        self.stdout.write(words)
        for outcome in report.kept():
            where = f"{outcome.section}/{outcome.key}"
            self.stdout.write(_("%(entry)s was left as an editor has changed it.") % {"entry": where})
