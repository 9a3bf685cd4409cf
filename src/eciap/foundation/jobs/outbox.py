"""The mailer that every sender of the platform gets: it writes letters, and a job hands them to the carrier."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from eciap.foundation.jobs import operations


class OutboxBackend(BaseEmailBackend):
    """Writes what libraries send into the outbox, in the transaction that is open."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write each message as a letter to each of its recipients, and return how many messages that were."""
        for message in email_messages:
            operations.post_message(message=message)
        return len(email_messages)
