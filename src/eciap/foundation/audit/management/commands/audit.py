"""`eciap audit`: `verify` whether the log is what it was, `seal` it now, say the `head` to keep elsewhere."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eciap.foundation.audit import operations, queries
from eciap.foundation.audit.chain import Head
from eciap.foundation.audit.enums import Fault
from eciap.foundation.audit.queries import Finding

GRACE = 5  # minutes: the sealer runs every minute
STEPS = 10  # how often a long check says how far it is where nobody watches
STANDARD_INPUT = Path("-")
MOST_NAMED = 20  # entries that wait for their seal


class Command(BaseCommand):
    """Checks the log, seals it, and says its head."""

    help = "Checks the log against its seals and names every entry that is not as it was; seals it; says its head."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take a verb."""
        parser.add_argument("verb", choices=["verify", "seal", "head"])
        parser.add_argument(
            "--grace",
            type=int,
            default=GRACE,
            metavar="MINUTES",
            help=f"verify: how long an entry may be without a seal ({GRACE}); 0: not at all",
        )
        parser.add_argument(
            "--heads",
            type=Path,
            metavar="FILE",
            help="verify: heads that were kept elsewhere, one line each, as `head` prints them (-: standard input)",
        )

    def handle(self, *_args: Any, verb: str, **options: Any) -> None:
        """Do what was asked for."""
        match verb:
            case "verify":
                self._verify(timedelta(minutes=options["grace"]), options["heads"])
            case "seal":
                self._seal()
            case _:
                self._head()

    def _verify(self, grace: timedelta, file: Path | None) -> None:
        """Name what is wrong as it is found.

        Raises:
            CommandError: when something is.

        """
        self.told = wrong = 0
        heads = _heads(file) if file else []
        for finding in queries.findings(sealed_by=timezone.now() - grace, heads=heads, progress=self._progress):
            wrong += 1
            self.stdout.write(_sentence(finding))
        if wrong:
            raise CommandError(
                ngettext(
                    "The log is not as it was: %(count)d finding.",
                    "The log is not as it was: %(count)d findings.",
                    wrong,
                )
                % {"count": wrong}
            )
        self._tell_what_holds()

    def _tell_what_holds(self) -> None:
        sealed = queries.last_seal().position
        said = ngettext("%(count)d entry is as it was sealed.", "%(count)d entries are as they were sealed.", sealed)
        self.stdout.write(said % {"count": sealed})
        waiting = queries.waiting()
        count = waiting.count()
        if count:
            said = ngettext("%(count)d entry waits for its seal:", "%(count)d entries wait for their seal:", count)
            self.stdout.write(said % {"count": count})
            for entry in waiting[:MOST_NAMED]:
                self.stdout.write(f"  {entry.pk} {entry.at.isoformat(timespec='seconds')} {entry.verb}")

    def _seal(self) -> None:
        parts = [operations.seal_entries()]
        while parts[-1] == operations.AT_ONCE:
            parts.append(operations.seal_entries())
        sealed = sum(parts)
        self.stdout.write(ngettext("%(count)d entry sealed.", "%(count)d entries sealed.", sealed) % {"count": sealed})

    def _head(self) -> None:
        head = queries.head()
        if head is None:
            raise CommandError(_("Nothing is sealed yet."))
        self.stdout.write(json.dumps(asdict(head)))

    def _progress(self, done: int, total: int) -> None:
        """Say how far it is: all the time to somebody who watches, else ten times."""
        if self.stdout.isatty():
            self.stdout.write(f"\r{done}/{total}", ending="" if done < total else "\n")
        elif done * STEPS // total > self.told:
            self.told = done * STEPS // total
            self.stderr.write(f"{done}/{total}", self.style.NOTICE)


def _heads(file: Path) -> list[Head]:
    """Read heads as `head` prints them.

    Raises:
        CommandError: when the file cannot be read, or a line is no head.

    """
    try:
        text = sys.stdin.read() if file == STANDARD_INPUT else file.read_text(encoding="utf-8")
        return [Head(**json.loads(line)) for line in text.splitlines() if line.strip()]
    except (OSError, TypeError, ValueError) as error:
        raise CommandError(_("This is no file of heads: %(why)s") % {"why": error}) from error


def _sentence(finding: Finding) -> str:
    if finding.entry is None:
        what = _("seal %(position)s") % {
            "position": finding.where if finding.fault is Fault.SEAL_GONE else finding.position
        }
    else:
        what = _("entry %(number)d") % {"number": finding.entry}
    where = f" ({finding.where})" if finding.where and finding.fault is not Fault.SEAL_GONE else ""
    return f"{what}: {finding.fault.label}{where}"
