"""`eciap api snapshot`: keep the description of the API beside the source, or see that it still holds."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from eciap.api.views import snapshot

KEPT = Path("docs/api/openapi.json")


class Command(BaseCommand):
    """Write or check the snapshot."""

    help = "Keep the OpenAPI description of the API in docs/api/openapi.json, so that no change of it goes unnoticed."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take one verb."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        verb = verbs.add_parser("snapshot", help="write it, or only compare it")
        verb.add_argument("--check", action="store_true", help="fail when the kept one is not what the API is now")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare, and write where that is wanted."""
        kept = settings.ENV.root / KEPT
        now = snapshot()
        if kept.exists() and kept.read_text(encoding="utf-8") == now:
            self.stdout.write(f"{KEPT} is what the API is now.")
        elif options["check"]:
            raise CommandError(
                f"{KEPT} is not what the API is now: look at the difference that `eciap api snapshot` makes."
            )
        else:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(now, encoding="utf-8")
            self.stdout.write(f"Wrote {KEPT}.")
