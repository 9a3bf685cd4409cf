"""Sources, facts and evidence as machines read them: what the pages say, with nothing rounded or left out."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, SerializationInfo, WithJsonSchema

from eciap.foundation.languages.display import localised
from eciap.foundation.records.enums import Certainty, EvidenceKind, Reachable, SourceKind
from eciap.foundation.records.queries import evidence_of

if TYPE_CHECKING:
    from eciap.foundation.records import models


def _absolute(address: str, info: SerializationInfo) -> str:
    """Put scheme and host before an address of ours, where the answer goes to somebody who asked."""
    asked = info.context.get("request") if info.context else None
    return str(asked.build_absolute_uri(address)) if asked else address


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


Address = Annotated[
    str, PlainSerializer(_absolute, return_type=str), WithJsonSchema({"type": "string", "format": "uri"})
]
Number = Annotated[Decimal, PlainSerializer(_plain), WithJsonSchema({"type": "number"})]
When = Annotated[str, Field(examples=["2012-02-26/2012-02-28"])]
Slug = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[-a-zA-Z0-9_]+$")]


class Shape(BaseModel):
    """What an answer is made of; the words below a field are its description."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)


class Point(Shape):
    """A place on the map, in degrees (WGS 84)."""

    lon: Number = Field(examples=[16.37])
    lat: Number = Field(examples=[48.21])


class Source(Shape):
    """Where something is known from."""

    key: str
    """Names the source on this platform."""
    title: str
    language: str
    """The language of the title."""
    publisher: str | None
    url: Address | None
    """Where it can be read; null when that is not recorded."""
    kind: SourceKind
    reachable: Reachable
    """Whether it could still be opened when it was last tried."""

    @classmethod
    def of(cls, source: models.Source) -> Source:
        """Show a source."""
        return cls(
            key=source.key,
            title=source.title_here,
            language=source.language,
            publisher=source.publisher or None,
            url=source.url or None,
            kind=SourceKind(source.kind),
            reachable=Reachable(source.reachable),
        )


class Fact(Shape):
    """A figure with its unit, its date, how certain it is, and where it is known from."""

    key: str
    """Names the fact within its record."""
    label: str
    """What is counted."""
    note: str | None
    """Within which bounds."""
    value: Number | None
    """Null: it was looked for and is not recorded."""
    unit: str | None = Field(examples=["enterprises", "EUR", "%"])
    approximate: bool
    """Whether the source itself says *about*."""
    as_of: When | None
    """The day, month, year or range that it holds for (EDTF, ISO 8601-2)."""
    certainty: Certainty
    language: str
    """The language of label and note."""
    sources: list[Source]

    @classmethod
    def of(cls, fact: models.Fact) -> Fact:
        """Show a fact with its texts and sources at hand."""
        text = fact.text
        return cls(
            key=fact.key,
            label=text.label,
            note=text.scope or None,
            value=fact.value,
            unit=fact.unit or None,
            approximate=fact.approximate,
            as_of=period(fact.as_of),
            certainty=Certainty(fact.certainty),
            language=text.language,
            sources=sources(fact.sources.all()),
        )


class Mention(Shape):
    """A record at the other end of an evidence link."""

    relation: EvidenceKind
    """What the first is to the second: *the first … the second*."""
    kind: str
    """What kind of record it is."""
    title: str
    page: Address


class Evidence(Shape):
    """What a record rests on, and what rests on it."""

    rests_on: list[Mention]
    carries: list[Mention]

    @classmethod
    def of(cls, record: models.Record) -> Evidence:
        """Show both sides of a record: one query."""
        rests_on, carries = evidence_of(record)
        return cls(
            rests_on=[_mention(link, link.from_record) for link in rests_on],
            carries=[_mention(link, link.to_record) for link in carries],
        )


def _mention(link: models.EvidenceLink, record: models.Record) -> Mention:
    return Mention(
        relation=EvidenceKind(link.kind), kind=record.kind, title=str(record), page=localised(record.address)
    )


def sources(found: Iterable[models.Source]) -> list[Source]:
    """Show sources in their order."""
    return [Source.of(source) for source in found]


def facts(record: models.Record) -> list[Fact]:
    """Show the facts of a record that has them at hand."""
    return [Fact.of(fact) for fact in record.facts.all()]


def cited(record: models.Record) -> list[Source]:
    """Show the sources of a record that has its citations at hand, each once."""
    return sources({citation.source_id: citation.source for citation in record.citations.all()}.values())


def point(lon: Decimal | None, lat: Decimal | None) -> Point | None:
    """Show a place, where it is recorded."""
    return Point(lon=lon, lat=lat) if lon is not None and lat is not None else None


def period(value: Any) -> str | None:
    """Write a date as it is stored, with the precision that is known."""
    return str(value) if value else None
