"""Letters sealed: the bytes that go out are fixed once, with their Message-ID, so that a repeat is known for one."""

from email import message_from_bytes, policy
from email.message import EmailMessage as Message
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, make_msgid
from django.utils.translation import get_language

from eciap.foundation.jobs.letterpress import Words, typeset


class Sealed(EmailMessage):
    """A message whose bytes are fixed. Django's mailers send it like any other."""

    def __init__(self, source: bytes, *, address: str) -> None:
        """Read subject and sender from the sealed bytes; the address is where this copy goes."""
        self.source = source
        letter = message_from_bytes(source, policy=policy.default)
        body = letter.get_body(("plain",))
        super().__init__(
            subject=str(letter["Subject"]),
            body=str(body.get_content()) if body else "",
            from_email=str(letter["From"]),
            to=[address],
        )

    def message(self, *, policy: Any = policy.default) -> Message:
        """Give the sealed message, in the line endings that a mailer asks for."""
        return message_from_bytes(self.source, policy=policy)


def new_message_id() -> str:
    """Make a Message-ID in the name of the sender's host."""
    return make_msgid(domain=parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or None)


def envelope(words: Words, *, address: str, unsubscribe_url: str) -> EmailMultiAlternatives:
    """Put words into an envelope; with an address to unsubscribe at, a mail program offers that in one click."""
    headers = {"Message-ID": new_message_id(), "Auto-Submitted": "auto-generated"}
    if unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message = EmailMultiAlternatives(words.subject, words.text, to=[address], headers=headers)
    message.attach_alternative(words.html, "text/html")
    return message


def finished(message: EmailMessage) -> EmailMessage:
    """Give a message that a library has written a Message-ID of ours, and our look where it brings plain text alone."""
    given = {name.lower() for name in message.extra_headers}
    ours = {"Message-ID": new_message_id(), "Auto-Submitted": "auto-generated"}
    headers = message.extra_headers | {name: value for name, value in ours.items() if name.lower() not in given}
    if message.content_subtype != "plain" or (isinstance(message, EmailMultiAlternatives) and message.alternatives):
        message.extra_headers = headers
        return message
    both = EmailMultiAlternatives(
        message.subject,
        message.body,
        message.from_email,
        message.to,
        bcc=message.bcc,
        attachments=message.attachments,
        headers=headers,
        cc=message.cc,
        reply_to=message.reply_to,
    )
    html = typeset(str(message.subject), str(message.body), language=get_language() or settings.LANGUAGE_CODE)
    both.attach_alternative(html, "text/html")
    return both
