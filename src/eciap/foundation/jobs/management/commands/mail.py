"""`eciap mail bounces [FILE …]`: reads reports on letters that came back, from files or from what is piped in."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from eciap.foundation.jobs.operations import note_bounce
from eciap.foundation.jobs.reports import reports_in

MANNERS = "FILE is one message or a mailbox file (mbox); - or nothing reads what is piped in."


class Command(BaseCommand):
    """Look after mail."""

    help = "Read reports on letters that came back (RFC 3464), and send no more to addresses that are gone."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the words."""
        commands = parser.add_subparsers(dest="command", required=True)
        bounces = commands.add_parser("bounces", help=self.help, description=f"{self.help} {MANNERS}")
        bounces.add_argument("files", nargs="*", metavar="FILE", help=MANNERS)

    def handle(self, *args: Any, **options: Any) -> None:
        """Read each file and say what was believed; reading one twice changes nothing."""
        for name in options["files"] or ["-"]:
            source = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
            for report in reports_in(source):
                letter = note_bounce(report=report)
                fate = "is not about a letter from here" if letter is None else f"letter {letter.pk} came back"
                gone = ", its address gets no more" if letter is not None and report.is_for_good else ""
                self.stdout.write(f"{name}: {report.address} {report.status}: {fate}{gone}")
