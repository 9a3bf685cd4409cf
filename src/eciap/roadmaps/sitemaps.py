"""Where search engines find the recommendations: each page in every language."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from eciap.foundation.languages.display import localised
from eciap.roadmaps import queries

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from eciap.roadmaps.models import Recommendation


class RecommendationSitemap(Sitemap):
    """The page of each recommendation."""

    i18n = alternates = True

    def items(self) -> QuerySet[Recommendation]:
        """Give those that everybody may read: one query."""
        return queries.listed_recommendations()

    def location(self, item: Recommendation) -> str:
        """Lead to its page in the language that the sitemap is at."""
        return localised(item.get_absolute_url())

    def lastmod(self, item: Recommendation) -> datetime:
        """Say when it was last changed."""
        return item.record.changed_at


class RecommendationListSitemap(Sitemap):
    """The list of recommendations."""

    i18n = alternates = True

    def items(self) -> list[str]:
        """Give the name of the route."""
        return ["roadmaps:recommendations"]

    def location(self, item: str) -> str:
        """Lead to the list in the language that the sitemap is at."""
        return reverse(item)
