"""Writing recommendations as they were published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import override

from eciap.foundation.audit.operations import log
from eciap.foundation.languages.operations import Words, put_translatable
from eciap.foundation.records.enums import Certainty
from eciap.foundation.records.operations import put_citable
from eciap.foundation.records.queries import named_sources
from eciap.roadmaps.enums import Origin
from eciap.roadmaps.models import Recommendation, RecommendationGroup, untitled
from eciap.roadmaps.signals import group_written, recommendation_written

if TYPE_CHECKING:
    from eciap.foundation.accounts.models import Person
    from eciap.vocabulary.models import Theme


@transaction.atomic
def put_recommendation_group(
    *,
    slug: str,
    number: int,
    by: Person | None,
    texts: Mapping[str, Words],
    sources: Sequence[str] = (),
    certainty: str = Certainty.CERTAIN,
    original: str = "en",
) -> RecommendationGroup:
    """Record a heading of the report, or correct the one of this key.

    Raises:
        UnknownSource: naming the first source that is not recorded.

    """
    put = put_translatable(
        model=RecommendationGroup,
        lookup={"slug": slug},
        columns={"number": number, "certainty": certainty},
        related={"sources": named_sources(sources)},
        texts=texts,
        original=original,
    )
    if put.changed:
        log(f"roadmaps.group.{put.verb}", by=by, data={"slug": slug, "changed": put.changed})
        group_written.send(sender=RecommendationGroup, group=put.row)
    return put.row


@transaction.atomic
def put_recommendation(
    *,
    slug: str,
    number: int,
    group: RecommendationGroup,
    by: Person | None,
    origin: Origin = Origin.RECORDED,
    themes: Sequence[Theme] = (),
    texts: Mapping[str, Words],
    sources: Sequence[str] = (),
    certainty: str = Certainty.CERTAIN,
    original: str = "en",
) -> Recommendation:
    """Record a recommendation, or correct the one of this address; a title that is not known stays empty.

    Raises:
        UnknownSource: naming the first source that is not recorded.

    """
    put = put_citable(
        model=Recommendation,
        slug=slug,
        kind="recommendation",
        address=Recommendation(slug=slug).get_absolute_url(),
        titles={language: words["title"] or _untitled(number, language) for language, words in texts.items()},
        columns={"number": number, "group": group, "origin": origin},
        related={"themes": themes},
        texts=texts,
        original=original,
        certainty=certainty,
        sources=sources,
    )
    if put.changed:
        log(f"roadmaps.recommendation.{put.verb}", by=by, on=put.row, data={"slug": slug, "changed": put.changed})
        recommendation_written.send(sender=Recommendation, recommendation=put.row)
    return put.row


def _untitled(number: int, language: str) -> str:
    with override(language):
        return untitled(number)
