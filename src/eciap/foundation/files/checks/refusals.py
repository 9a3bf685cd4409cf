"""How a file is refused, and as much of a file as the checks need."""

from typing import Protocol

from eciap.foundation.files.enums import Kind, Reason


class Stream(Protocol):
    """As much of a file as is needed here."""

    def read(self, size: int = ..., /) -> bytes: ...

    def seek(self, offset: int, whence: int = ..., /) -> int: ...

    def tell(self) -> int: ...


class FileRefused(Exception):
    """Raised with a reason, and a sentence for the person who brought the file."""

    def __init__(self, reason: Reason, **figures: object) -> None:
        """Keep the figures that the sentence names."""
        super().__init__(reason, figures)
        self.reason = reason
        self.figures = figures

    def __str__(self) -> str:
        return str(self.reason.label) % self.figures


def too_large(largest: int) -> FileRefused:
    """Return the refusal of a file with more than so many bytes."""
    return FileRefused(Reason.TOO_LARGE, megabytes=megabytes(largest))


def unpacks_too_large(most: int) -> FileRefused:
    """Return the refusal of a file that unpacks to more than so many bytes."""
    return FileRefused(Reason.UNPACKS_TOO_LARGE, megabytes=megabytes(most))


def names_of(kinds: frozenset[Kind]) -> str:
    """Return the kinds as one reads them, in the order in which they are declared.

    >>> names_of(frozenset({Kind.DOCX, Kind.PDF}))
    'PDF, DOCX'
    """
    return ", ".join(kind.name for kind in Kind if kind in kinds)


def megabytes(size: int) -> int:
    """Return a size as a sentence names it."""
    return max(1, size // 1024**2)
