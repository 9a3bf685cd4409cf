"""Reports on letters that came back (RFC 3464), read from a message or from a mailbox file of many."""

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, message_from_string, policy
from email.message import Message
from typing import Any, Final

SEPARATOR: Final = b"From "  # begins each message of an mbox file
# Statuses (RFC 3463) that speak of the address, not of this letter or of a passing trouble.
GONE: Final = ("5.0.0", "5.1.", "5.2.0", "5.2.1", "5.4.4")


@dataclass(frozen=True, slots=True)
class Report:
    """What a mail server says of one letter to one address."""

    address: str
    message_id: str
    status: str
    diagnosis: str

    @property
    def is_for_good(self) -> bool:
        """Whether no letter will ever reach this address."""
        return self.status.startswith(GONE)


def reports_in(source: bytes) -> list[Report]:
    """The reports of failed delivery in a message, or in all messages of a mailbox file; delays are left out."""
    messages = _split(source) if source.startswith(SEPARATOR) else [source]
    return [
        report for message in messages for report in _reports_of(message_from_bytes(message, policy=policy.default))
    ]


def _split(mailbox: bytes) -> Iterator[bytes]:
    for part in (b"\n" + mailbox).split(b"\n" + SEPARATOR)[1:]:
        yield part.partition(b"\n")[2]


def _reports_of(message: Message) -> Iterator[Report]:
    parts = list(message.walk())
    statuses = [part for part in parts if part.get_content_type() == "message/delivery-status"]
    message_id = next(filter(None, map(_message_id_in, parts[1:])), "")
    for status in statuses:
        groups: Any = status.get_payload()
        for group in groups[1:]:  # the first tells of the server
            if str(group.get("Action", "")).strip().lower() == "failed":
                yield _report(group, message_id)


def _report(group: Message, message_id: str) -> Report:
    address = str(group.get("Original-Recipient") or group.get("Final-Recipient") or "")
    return Report(
        address=address.rpartition(";")[2].strip().strip("<>").lower(),
        message_id=message_id,
        status=str(group.get("Status", "")).split("(")[0].strip(),
        diagnosis=" ".join(str(group.get("Diagnostic-Code", "")).rpartition(";")[2].split()),
    )


def _message_id_in(part: Message) -> str:
    """The Message-ID of the letter that came back: whole, or its headers alone."""
    payload: Any = part.get_payload()
    if part.get_content_type() == "message/rfc822":
        return str(payload[0].get("Message-ID", "")).strip()
    if part.get_content_type() == "text/rfc822-headers":
        return str(message_from_string(str(payload), policy=policy.default).get("Message-ID", "")).strip()
    return ""
