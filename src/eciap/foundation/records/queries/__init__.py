"""Reading what hangs on records, and finding them."""

from eciap.foundation.records.queries.records import (
    citations_with_sources,
    cited,
    evidence_of,
    facts_with_sources,
    living,
    public_records,
)
from eciap.foundation.records.queries.search import Found, Hit, Wish, find

__all__ = [
    "Found",
    "Hit",
    "Wish",
    "citations_with_sources",
    "cited",
    "evidence_of",
    "facts_with_sources",
    "find",
    "living",
    "public_records",
]
