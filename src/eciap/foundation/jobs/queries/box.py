"""Letters that were handed over to a folder instead of a mail server, as in the demonstration."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from pathlib import Path

# Django's file backend writes one file for each time it opens, and this line after each letter in it.
END_OF_LETTER = b"\n" + b"-" * 79 + b"\n"


@dataclass(frozen=True)
class Boxed:
    """A letter as its reader would see it."""

    key: str
    at: datetime | None
    to: str
    subject: str
    text: str

    def names(self, email: str) -> bool:
        """Whether it is to this address, or names it."""
        return email in f"{self.to}\n{self.subject}\n{self.text}".lower()


def letters_in_box(folder: Path, email: str) -> list[Boxed]:
    """Every letter that is to an address or names it, the oldest first."""
    found = [letter for file in sorted(folder.glob("*.log")) for letter in _letters_in(file)]
    return [letter for letter in found if letter.names(email)]


def _letters_in(file: Path) -> list[Boxed]:
    parts = file.read_bytes().split(END_OF_LETTER)
    return [read_boxed(f"{file.stem}-{place}", part) for place, part in enumerate(parts) if part.strip()]


def read_boxed(key: str, source: bytes) -> Boxed:
    """Read a letter as its reader would see it."""
    message = message_from_bytes(source, policy=policy.default)
    body = message.get_body(("plain",))
    date = message["Date"]
    return Boxed(
        key=key,
        at=parsedate_to_datetime(str(date)) if date else None,
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        text=body.get_content() if body else "",
    )
