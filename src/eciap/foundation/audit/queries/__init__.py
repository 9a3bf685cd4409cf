"""Reading the log: its entries, its seals, and whether the one still bears out the other."""

from eciap.foundation.audit.queries.entries import entries_by, entries_on, latest
from eciap.foundation.audit.queries.proof import Finding, findings
from eciap.foundation.audit.queries.seals import head, last_number_given, last_seal, published_heads, waiting, writers

__all__ = [
    "Finding",
    "entries_by",
    "entries_on",
    "findings",
    "head",
    "last_number_given",
    "last_seal",
    "latest",
    "published_heads",
    "waiting",
    "writers",
]
