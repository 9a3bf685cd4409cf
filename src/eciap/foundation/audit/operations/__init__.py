"""Writing to the log and sealing it: `log()` is a plain insert, so that operations never wait for each other."""

from eciap.foundation.audit.operations.moving import (
    Mover,
    NotFromHere,
    NotTheirs,
    NotYet,
    TransitionRefused,
    transition,
)
from eciap.foundation.audit.operations.sealing import AT_ONCE, publish_head, seal_entries
from eciap.foundation.audit.operations.writing import LARGEST, NotLoggable, Plain, log, note_reading

__all__ = [
    "AT_ONCE",
    "LARGEST",
    "Mover",
    "NotFromHere",
    "NotLoggable",
    "NotTheirs",
    "NotYet",
    "Plain",
    "TransitionRefused",
    "log",
    "note_reading",
    "publish_head",
    "seal_entries",
    "transition",
]
