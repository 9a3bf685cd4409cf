"""Reading the log: its entries, its seals, and whether the one still bears out the other."""

from eciap.foundation.audit.queries.entries import (
    PAGE,
    Part,
    Wanted,
    entries_by,
    entries_on,
    entries_wanted,
    latest,
    part_of,
)
from eciap.foundation.audit.queries.moves import Move, Step, moves_of, steps_open_to
from eciap.foundation.audit.queries.proof import Finding, findings
from eciap.foundation.audit.queries.seals import head, last_number_given, last_seal, published_heads, waiting, writers

__all__ = [
    "PAGE",
    "Finding",
    "Move",
    "Part",
    "Step",
    "Wanted",
    "entries_by",
    "entries_on",
    "entries_wanted",
    "findings",
    "head",
    "last_number_given",
    "last_seal",
    "latest",
    "moves_of",
    "part_of",
    "published_heads",
    "steps_open_to",
    "waiting",
    "writers",
]
