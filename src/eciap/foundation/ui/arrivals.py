"""What a request is called while it is served: one reference in the log, in the answer and on a problem page.

A job has one as well (`job-7`), so that every line of the log says what it belongs to.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

HEADER: Final = "X-Request-ID"
NONE: Final = "-"
# What a proxy may call a request: nothing that could forge a line of the log.
_NAME: Final = re.compile(r"[A-Za-z0-9._-]{8,64}")

_reference: ContextVar[str] = ContextVar("reference", default=NONE)


@contextmanager
def named(reference: str) -> Iterator[None]:
    """Call what happens in this block so."""
    before = _reference.set(reference)
    try:
        yield
    finally:
        _reference.reset(before)


def reference() -> str:
    """What is being served now, or `-` where nothing is."""
    return _reference.get()


def is_name(name: str) -> bool:
    """Whether a proxy's name for a request can be taken over.

    >>> is_name("4bf92f3577b34da6"), is_name("two words")
    (True, False)
    """
    return _NAME.fullmatch(name) is not None


def received_at(request: HttpRequest) -> datetime:
    """When the request arrived: the time that operations are handed as `at`."""
    moment: datetime = request.received_at  # type: ignore[attr-defined]  # stamped by `middleware.arrivals`
    return moment


class WithReference(logging.Filter):
    """Adds to each line of the log what was being served."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every line pass."""
        record.reference = reference()
        return True
