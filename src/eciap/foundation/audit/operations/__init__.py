"""Writing to the log and sealing it: `log()` is a plain insert, so that operations never wait for each other."""

from eciap.foundation.audit.operations.sealing import AT_ONCE, publish_head, seal_entries
from eciap.foundation.audit.operations.writing import LARGEST, NotLoggable, Plain, log, note_reading

__all__ = [
    "AT_ONCE",
    "LARGEST",
    "NotLoggable",
    "Plain",
    "log",
    "note_reading",
    "publish_head",
    "seal_entries",
]
