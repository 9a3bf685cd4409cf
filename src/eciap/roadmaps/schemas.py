"""Recommendations as machines read them, and what may be asked of their list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from eciap.foundation.exchange.exports import FIGURES, Listed, Reference, Resource, WantedPage, common, reference
from eciap.foundation.records.enums import Certainty
from eciap.foundation.records.schemas import Evidence, Shape, Slug, Source, cited, sources
from eciap.roadmaps.enums import Origin

if TYPE_CHECKING:
    from eciap.roadmaps import models


class RecommendationsWanted(WantedPage):
    """Which recommendations."""

    theme: Slug | None = Field(None, examples=["innovation-vouchers"])
    """A theme that they are for, by its slug."""
    group: Annotated[int, Field(ge=1, le=9999), FIGURES] | None = Field(None, examples=[1])
    """The number of their group."""


class Group(Shape):
    """A heading under which a report puts its recommendations."""

    number: int
    title: str


class SourcedGroup(Group):
    """A group with how certain it is, and its sources."""

    certainty: Certainty
    sources: list[Source]


class Recommendation(Resource):
    """A recommendation, as far as it is recorded."""

    number: int
    group: Group
    origin: Origin
    title: str | None
    """Null when the title is not recorded."""
    paraphrase: str | None
    """What it says, in other words."""
    themes: list[Reference]


class WholeRecommendation(Recommendation):
    """A recommendation with what is known of it, evidence and sources."""

    group: SourcedGroup
    note: str | None
    """What is known of it."""
    evidence: Evidence
    sources: list[Source]


class RecommendationList(Listed[Recommendation]):
    """A page of recommendations."""


def recommendation(found: models.Recommendation) -> Recommendation:
    """Show a recommendation in a list."""
    group = Group(number=found.group.number, title=str(found.group))
    return Recommendation(**_recommendation(found), group=group)


def whole_recommendation(found: models.Recommendation) -> WholeRecommendation:
    """Show a recommendation with all that its page says."""
    group = SourcedGroup(
        number=found.group.number,
        title=str(found.group),
        certainty=Certainty(found.group.certainty),
        sources=sources(found.group.sources.all()),
    )
    return WholeRecommendation(
        **_recommendation(found),
        group=group,
        note=found.text.note or None,
        evidence=Evidence.of(found.record),
        sources=cited(found.record),
    )


def _recommendation(found: models.Recommendation) -> dict[str, Any]:
    text = found.text
    return {
        **common("recommendations", found.slug, found.record, text.language),
        "number": found.number,
        "origin": Origin(found.origin),
        "title": text.title or None,
        "paraphrase": text.paraphrase or None,
        "themes": [reference("themes", theme) for theme in found.themes.all()],
    }
