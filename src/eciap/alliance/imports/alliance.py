"""The content section of the alliance itself: one entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from eciap.alliance.models import Alliance
from eciap.alliance.operations import put_alliance
from eciap.foundation.exchange.content import Section, register
from eciap.foundation.exchange.schemas import Entry, FigureEntry, Line, When, Words, columns

if TYPE_CHECKING:
    from eciap.foundation.accounts.models import Person


class AllianceWords(Words):
    """What the alliance says of itself in one language."""

    name: Line
    platform_name: Line
    tagline: Line = Field(max_length=300)
    about: str | None = None
    not_to_be_confused: Line | None = None


class AllianceEntry(Entry):
    """The alliance as a content file gives it."""

    acronym: Line
    period: When = None
    texts: dict[str, AllianceWords]
    facts: list[FigureEntry] = Field(default_factory=list)


def _put(entry: AllianceEntry, _alliance: Alliance | None, *, by: Person | None) -> Alliance:
    return put_alliance(
        slug=entry.key,
        acronym=entry.acronym,
        period=entry.period,
        texts=columns(entry.texts),
        figures=[fact.figure() for fact in entry.facts],
        sources=entry.sources,
        certainty=entry.certainty,
        by=by,
    )


def register_section() -> None:
    """Add the section."""
    register(
        Section(
            name="alliance",
            file="alliance.yaml",
            schema=AllianceEntry,
            find=lambda key: Alliance.objects.filter(slug=key).first(),
            put=_put,
            single=True,
            after=("sources",),
        )
    )
