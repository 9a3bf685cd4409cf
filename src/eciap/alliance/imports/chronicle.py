"""The content section of the chronicle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field, field_validator

from eciap.alliance.enums import ChronicleKind
from eciap.alliance.models import ChronicleEntry
from eciap.alliance.operations import put_chronicle_entry
from eciap.foundation.exchange.content import Section, UnknownKey, register
from eciap.foundation.exchange.schemas import Entry, Key, Line, When, Words, columns
from eciap.foundation.languages.periods import Period
from eciap.foundation.records.queries import living

if TYPE_CHECKING:
    from eciap.foundation.accounts.models import Person
    from eciap.foundation.records.models import Record


class ChronicleWords(Words):
    """What happened, in one language."""

    what: Line = Field(max_length=400)


class HappeningEntry(Entry):
    """Something that happened, as a content file gives it; `related` names anything that has an address of its own."""

    date: When
    kind: ChronicleKind
    related: list[Key] = Field(default_factory=list)
    texts: dict[str, ChronicleWords]

    @field_validator("date")
    @classmethod
    def _dated(cls, date: Period | None) -> Period:
        if date is None:
            message = "say when it happened, as precisely as is known"
            raise ValueError(message)
        return date


def _records_called(keys: list[str]) -> list[Record]:
    """Return the record at the end of whose address each key stands, whatever its kind.

    Raises:
        UnknownKey: naming the first key that stands at the end of no address, or of more than one.

    """
    found = []
    for n, key in enumerate(keys):
        records = list(living().filter(address__endswith=f"/{key}/"))
        if len(records) != 1:
            raise UnknownKey(key, "related", n)
        found += records
    return found


def _put(entry: HappeningEntry, _entry: ChronicleEntry | None, *, by: Person | None) -> ChronicleEntry:
    assert entry.date is not None  # noqa: S101 - the validator saw to it
    return put_chronicle_entry(
        slug=entry.key,
        period=entry.date,
        kind=entry.kind,
        related=_records_called(entry.related),
        texts=columns(entry.texts),
        sources=entry.sources,
        certainty=entry.certainty,
        by=by,
    )


def register_section() -> None:
    """Add the section; it comes last, for its entries name things of every kind."""
    register(
        Section(
            name="chronicle",
            file="chronicle.yaml",
            schema=HappeningEntry,
            find=lambda key: ChronicleEntry.objects.filter(slug=key).first(),
            put=_put,
            after=("sources", "organisations", "actions", "recommendations", "publications"),
        )
    )
