"""Where search engines find the alliance: each page in every language."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from eciap.alliance import queries
from eciap.foundation.languages.display import localised

if TYPE_CHECKING:
    from eciap.foundation.records.models import Record


class AllianceSitemap(Sitemap):
    """The page of each concrete action and each organisation."""

    i18n = alternates = True

    def items(self) -> list[Record]:
        """Give the records that everybody may read: one query."""
        return queries.records_with_pages()

    def location(self, item: Record) -> str:
        """Lead to the page in the language that the sitemap is at."""
        return localised(item.address)

    def lastmod(self, item: Record) -> datetime:
        """Say when it was last changed."""
        return item.changed_at


class AllianceListSitemap(Sitemap):
    """The lists: actions, members, timeline."""

    i18n = alternates = True

    def items(self) -> list[str]:
        """Give the names of the routes."""
        return ["alliance:actions", "alliance:members", "alliance:timeline"]

    def location(self, item: str) -> str:
        """Lead to the list in the language that the sitemap is at."""
        return reverse(item)
