"""Where search engines find the portal: its pages and the themes, each in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.sitemaps import Sitemap

from eciap.foundation.languages.display import localised
from eciap.portal import queries

if TYPE_CHECKING:
    from eciap.foundation.records.models import Record

FIXED = ("/", "/themes/", "/news/", "/publications/")


class RecordSitemap(Sitemap):
    """News, publications, standing pages and themes, in the languages that they are published in."""

    def items(self) -> list[tuple[Record, str]]:
        """Give each public record once per language: one query."""
        return queries.listed_records()

    def location(self, item: Any) -> str:
        """Lead to the page in that language."""
        record, language = item
        return localised(record.address, language)

    def lastmod(self, item: Any) -> Any:
        """Say when it was last changed."""
        return item[0].changed_at


class ListSitemap(Sitemap):
    """The front page and the lists."""

    i18n = alternates = True

    def items(self) -> list[str]:
        """Give the addresses without a language."""
        return list(FIXED)

    def location(self, item: str) -> str:
        """Lead to the list in the language that the sitemap is at."""
        return localised(item)
