"""News and publications as Atom feeds, in each language."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from eciap.foundation.languages.display import localised
from eciap.foundation.ui.feeds import Atom
from eciap.portal import queries
from eciap.portal.views.shown import href

if TYPE_CHECKING:
    from eciap.portal.models import NewsPage, PublicationPage

NEWEST = 50


class PageFeed(Feed):
    """What feeds of pages have in common."""

    feed_type = Atom

    def item_title(self, item: NewsPage | PublicationPage) -> str:
        """Give the title as it was written: feeds escape by themselves."""
        return str(item.title)

    def item_link(self, item: NewsPage | PublicationPage) -> str:
        """Lead to the page in its language."""
        return href(item)

    def item_pubdate(self, item: NewsPage | PublicationPage) -> datetime | None:
        """Give the first day that the date may mean; a publication may have none."""
        return datetime.combine(item.date.begins.first_day, time(), tzinfo=UTC) if item.date else None

    def item_updateddate(self, item: NewsPage | PublicationPage) -> datetime | None:
        """Say when it was last published here."""
        return item.last_published_at


class NewsFeed(PageFeed):
    """The news, the newest first."""

    def title(self) -> str:
        """Name the feed in the language of its address."""
        return _("News")

    def link(self) -> str:
        """Lead to the page that holds the same."""
        return localised("/news/")

    def feed_url(self) -> str:
        """Say where the feed itself lies."""
        return reverse("portal:news_feed")

    def items(self) -> list[NewsPage]:
        """Give the newest that everybody may read."""
        return list(queries.news(get_language() or "en")[:NEWEST])

    def item_description(self, item: NewsPage) -> str:
        """Give the lead."""
        return str(item.lead)


class PublicationFeed(PageFeed):
    """The publications, the newest first."""

    def title(self) -> str:
        """Name the feed in the language of its address."""
        return _("Publications")

    def link(self) -> str:
        """Lead to the page that holds the same."""
        return localised("/publications/")

    def feed_url(self) -> str:
        """Say where the feed itself lies."""
        return reverse("portal:publications_feed")

    def items(self) -> list[PublicationPage]:
        """Give the newest that everybody may read."""
        return list(queries.publications(get_language() or "en")[:NEWEST])

    def item_description(self, item: PublicationPage) -> str:
        """Give the summary."""
        return str(item.summary)
