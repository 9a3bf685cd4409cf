"""`eciap vocabulary import`: read the shared lists from a folder, or one official file as one of its lists."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from eciap.foundation.exchange.folder import BrokenContent
from eciap.vocabulary.imports.lists import CATALOGUE, catalogue, import_file, import_folder


class Command(BaseCommand):
    """Imports the lists that everybody shares."""

    help = "Imports themes' shared lists: territories, sectors, kinds of instrument. Safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take a verb, a file, and the list that the file is."""
        parser.add_argument("verb", choices=["import"])
        parser.add_argument("file", nargs="?", type=Path, help="an official file; without it, all lists of the folder")
        parser.add_argument("--list", dest="key", help=f"the key in {CATALOGUE} of the list that the file is")
        parser.add_argument("--folder", type=Path, default=settings.VOCABULARY_FOLDER, help="where the lists lie")

    def handle(self, *_args: Any, file: Path | None, key: str | None, folder: Path, **_options: Any) -> None:
        """Import, and say what was read."""
        try:
            if file:
                self._one(file, key, folder)
            else:
                self._all(folder)
        except BrokenContent as broken:
            raise CommandError(_("Nothing was written.") + f"\n{broken}") from broken

    def _one(self, file: Path, key: str | None, folder: Path) -> None:
        entries = {entry.key: entry for entry in catalogue(folder)}
        if key not in entries:
            raise CommandError(_("Say which list the file is: --list %(keys)s") % {"keys": " | ".join(entries)})
        if not file.exists():
            raise CommandError(_("There is no file %(file)s.") % {"file": file})
        self.stdout.write(f"{key}: {import_file(entries[key], file, by=None)}")

    def _all(self, folder: Path) -> None:
        for entry, rows, changed in import_folder(folder, by=None):
            self.stdout.write(f"{entry.key}: {rows}" + ("" if changed else f" ({_('unchanged')})"))
