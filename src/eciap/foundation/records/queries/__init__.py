"""Reading what hangs on records, and finding them."""

from eciap.foundation.records.queries.memory import recalled, recalled_for
from eciap.foundation.records.queries.records import (
    citations_with_sources,
    cited,
    evidence_of,
    facts_with_sources,
    living,
    named,
    public_records,
    uuids_called,
)
from eciap.foundation.records.queries.search import Found, Hit, Wish, find
from eciap.foundation.records.queries.sources import UnknownSource, named_sources

__all__ = [
    "Found",
    "Hit",
    "UnknownSource",
    "Wish",
    "citations_with_sources",
    "cited",
    "evidence_of",
    "facts_with_sources",
    "find",
    "living",
    "named",
    "named_sources",
    "public_records",
    "recalled",
    "recalled_for",
    "uuids_called",
]
