"""Writing records and what hangs on them, and the index by which they are found."""

from eciap.foundation.records.operations.citables import put_citable
from eciap.foundation.records.operations.records import (
    Figure,
    bury_record,
    link_evidence,
    put_citations,
    put_fact,
    put_facts,
    put_record,
    put_source,
    unlink_evidence,
)
from eciap.foundation.records.operations.search import (
    index_record,
    index_records,
    indexed_together,
    learn_meanings,
    rebuild_index,
)

__all__ = [
    "Figure",
    "bury_record",
    "index_record",
    "index_records",
    "indexed_together",
    "learn_meanings",
    "link_evidence",
    "put_citable",
    "put_citations",
    "put_fact",
    "put_facts",
    "put_record",
    "put_source",
    "rebuild_index",
    "unlink_evidence",
]
