"""The content sections of recommendations and of the groups that the report put them in: two lists of one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from eciap.foundation.exchange.content import Section, UnknownKey, register
from eciap.foundation.exchange.schemas import Entry, Key, Line, Shape, Words, columns
from eciap.foundation.records.enums import EvidenceKind
from eciap.foundation.records.operations import link_evidence
from eciap.foundation.records.queries import living
from eciap.roadmaps.models import Recommendation, RecommendationGroup
from eciap.roadmaps.operations import put_recommendation, put_recommendation_group
from eciap.vocabulary.queries import themes_by_slug

if TYPE_CHECKING:
    from eciap.foundation.accounts.models import Person
    from eciap.vocabulary.models import Theme


class GroupWords(Words):
    """What a group is called in one language."""

    title: Line = Field(max_length=240)


class GroupEntry(Entry):
    """A group of recommendations as a content file gives it."""

    number: int = Field(ge=1)
    texts: dict[str, GroupWords]


class EvidenceEntry(Shape):
    """What a record is to the recommendation: an action *supports* it, say."""

    kind: EvidenceKind
    record: Key
    note: Line = Field(default="", max_length=500)


class RecommendationWords(Words):
    """What a recommendation says in one language; a title of null is not recorded."""

    title: Line | None = Field(default=None, max_length=240)
    paraphrase: Line | None = None
    note: Line | None = None


class RecommendationEntry(Entry):
    """A recommendation as a content file gives it."""

    number: int = Field(ge=1)
    group: Key
    themes: list[Key] = Field(default_factory=list)
    evidence: list[EvidenceEntry] = Field(default_factory=list)
    texts: dict[str, RecommendationWords]


def _put_group(entry: GroupEntry, _group: RecommendationGroup | None, *, by: Person | None) -> RecommendationGroup:
    return put_recommendation_group(
        slug=entry.key,
        number=entry.number,
        texts=columns(entry.texts),
        sources=entry.sources,
        certainty=entry.certainty,
        by=by,
    )


def _put(entry: RecommendationEntry, _recommendation: Recommendation | None, *, by: Person | None) -> Recommendation:
    group = RecommendationGroup.objects.filter(slug=entry.group).first()
    if group is None:
        raise UnknownKey(entry.group, "group")
    recommendation = put_recommendation(
        slug=entry.key,
        number=entry.number,
        group=group,
        themes=_themes_called(entry.themes),
        texts=columns(entry.texts),
        sources=entry.sources,
        certainty=entry.certainty,
        by=by,
    )
    for n, evidence in enumerate(entry.evidence):
        _link(evidence, recommendation, n, by)
    return recommendation


def _themes_called(keys: list[str]) -> list[Theme]:
    found = themes_by_slug(keys)
    for n, key in enumerate(keys):
        if key not in found:
            raise UnknownKey(key, "themes", n)
    return [found[key] for key in keys]


def _link(evidence: EvidenceEntry, recommendation: Recommendation, n: int, by: Person | None) -> None:
    record = living().filter(address__endswith=f"/{evidence.record}/").first()
    if record is None:
        raise UnknownKey(evidence.record, "evidence", n, "record")
    link_evidence(from_record=record, to_record=recommendation.record, kind=evidence.kind, note=evidence.note, by=by)


def register_sections() -> None:
    """Add the sections; called when the platform starts."""
    register(
        Section(
            name="recommendation_groups",
            file="recommendations.yaml",
            at="groups",
            schema=GroupEntry,
            find=lambda key: RecommendationGroup.objects.filter(slug=key).first(),
            put=_put_group,
            after=("sources",),
        )
    )
    register(
        Section(
            name="recommendations",
            file="recommendations.yaml",
            at="recommendations",
            schema=RecommendationEntry,
            find=lambda key: Recommendation.objects.filter(slug=key).first(),
            put=_put,
            after=("sources", "themes", "recommendation_groups", "actions"),
        )
    )
