"""The log as a file: line by line, so that a long one needs no memory. Pseudonyms and ids only, no names."""

import csv
import json
from collections.abc import Iterator

from django.db.models import QuerySet

from eciap.foundation.audit.models import Entry

HEAD = ("number", "at", "verb", "by", "on", "data", "seal")
AT_ONCE = 2_000


class _Line:
    """Takes what the CSV writer writes and gives it back."""

    @staticmethod
    def write(line: str) -> str:
        return line


def lines(entries: QuerySet[Entry]) -> Iterator[str]:
    """Write entries as CSV, with a head; `sealed` is their place in the chain."""
    writer = csv.writer(_Line())
    yield writer.writerow(HEAD)
    for entry in entries.iterator(chunk_size=AT_ONCE):
        data = json.dumps(entry.data, ensure_ascii=False)
        yield writer.writerow(
            (entry.pk, entry.at.isoformat(), entry.verb, entry.pseudonym, entry.record_id, data, entry.sealed)  # type: ignore[attr-defined]
        )
