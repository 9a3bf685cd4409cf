"""The sources of the content, which every other section cites."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from eciap.foundation.exchange.content import Section, register
from eciap.foundation.exchange.schemas import Address, Keyed, Line, Title, Titles
from eciap.foundation.records.enums import Reachable, SourceKind
from eciap.foundation.records.models import Source
from eciap.foundation.records.operations import put_source

if TYPE_CHECKING:
    from eciap.foundation.accounts.models import Person


class SourceEntry(Keyed):
    """A source as a content file gives it."""

    title: Title
    titles: Titles = Field(default_factory=dict)
    publisher: Line | None = None
    url: Address = ""
    kind: SourceKind = SourceKind.PAGE
    reachable: Reachable = Reachable.UNKNOWN
    note: str | None = Field(default=None)


def _put(entry: SourceEntry, _source: Source | None, *, by: Person | None) -> Source:
    fields = {n: "" if value is None else str(value) for n, value in entry.model_dump(exclude={"titles"}).items()}
    return put_source(by=by, titles=entry.titles, **fields)


def register_sections() -> None:
    """Add the section of sources; called when the platform starts."""
    register(
        Section(
            name="sources",
            file="sources.yaml",
            schema=SourceEntry,
            find=lambda key: Source.objects.filter(key=key).first(),
            put=_put,
        )
    )
