"""Reading recommendations, in their groups and one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from eciap.alliance.queries import visible_to
from eciap.foundation.languages.queries import bringing
from eciap.foundation.records.queries import citations_with_sources
from eciap.foundation.records.search import Document
from eciap.roadmaps.models import Recommendation, RecommendationGroup
from eciap.vocabulary.queries import themes_and_desks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import AnonymousUser

    from eciap.foundation.accounts.models import Person

    type Reader = Person | AnonymousUser | None


def recommendations(person: Reader = None) -> QuerySet[Recommendation]:
    """Return recommendations with their words and themes, by number: two queries for any number."""
    return _worded(person).prefetch_related(Prefetch("themes", themes_and_desks()))


def listed_recommendations(person: Reader = None) -> QuerySet[Recommendation]:
    """Return recommendations with their records alone, by number: one query."""
    return visible_to(Recommendation.objects.select_related("record"), person)


def recommendations_of_themes(theme_ids: Iterable[int], person: Reader = None) -> QuerySet[Recommendation]:
    """Return the recommendations for these themes with their words: one query."""
    return _worded(person).filter(themes__in=list(theme_ids)).distinct()


def grouped_recommendations(person: Reader = None) -> QuerySet[RecommendationGroup]:
    """Return the groups of the report with their recommendations: three queries for any number."""
    groups = bringing(RecommendationGroup.objects.all(), "texts", "sources")
    return groups.prefetch_related(Prefetch("recommendations", recommendations(person)))


def whole_recommendation(slug: str, person: Reader = None) -> Recommendation:
    """Return one recommendation with all that its page shows.

    Raises:
        Recommendation.DoesNotExist: when there is none of this address that the reader may see.

    """
    found = bringing(recommendations(person).select_related("group"), "group__texts")
    return found.prefetch_related(citations_with_sources("record")).get(slug=slug)


def neighbours_of(recommendation: Recommendation, person: Reader = None) -> QuerySet[Recommendation]:
    """Return the other recommendations of the same group with their words and themes: two queries."""
    return recommendations(person).filter(group=recommendation.group_id).exclude(pk=recommendation.pk)


def search_documents(uuids: Sequence[UUID]) -> dict[UUID, list[Document]]:
    """Return what recommendations are found by, in each of their languages: six queries for any number."""
    found = Recommendation.objects.filter(record__in=uuids).select_related("record", "group")
    found = found.prefetch_related("texts", "group__texts", "themes__parent")
    return {recommendation.record_id: list(_documents(recommendation)) for recommendation in found}


def _documents(recommendation: Recommendation) -> Iterator[Document]:
    themes = {theme.parent.slug if theme.parent else theme.slug for theme in recommendation.themes.all()}
    for text in recommendation.texts.all():
        title = recommendation.record.titles.get(text.language) or str(recommendation.record.title)
        body = f"{text.note} {recommendation.group.text_in(text.language).title}"
        yield Document(text.language, title, text.paraphrase, body, {"theme": sorted(themes)})


def _worded(person: Reader) -> QuerySet[Recommendation]:
    return bringing(listed_recommendations(person), "texts")
