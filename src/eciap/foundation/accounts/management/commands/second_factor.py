"""`eciap second_factor remove anna@example.org`: for somebody who has lost telephone, passkeys and recovery codes."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from eciap.foundation.accounts import operations, queries


class Command(BaseCommand):
    """Takes off second factors."""

    help = "Takes off the second factors of a person. Make sure by another way that it is them who ask."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take a verb and an address."""
        parser.add_argument("verb", choices=["remove"])
        parser.add_argument("email", help="the address with which the person signs in")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Remove them, and say how many there were."""
        person = queries.person_with_address(options["email"])
        if person is None:
            raise CommandError(_("Nobody signs in with %(email)s.") % {"email": options["email"]})
        removed = operations.remove_second_factors(person=person, by=None)
        self.stdout.write(_("%(number)s removed; open sessions are ended.") % {"number": removed})
