"""The chronicle as an Atom feed, in each language."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.translation import gettext as _

from eciap.alliance import queries
from eciap.foundation.languages.display import localised
from eciap.foundation.ui.feeds import Atom

if TYPE_CHECKING:
    from eciap.alliance.models import ChronicleEntry

NEWEST = 50


class ChronicleFeed(Feed):
    """What happened, the newest first."""

    feed_type = Atom

    def title(self) -> str:
        """Name the feed in the language of its address."""
        return _("Timeline")

    def subtitle(self) -> str:
        """Say what one gets."""
        return _("What happened in the life of the Alliance")

    def link(self) -> str:
        """Lead to the page that holds the same."""
        return reverse("alliance:timeline")

    def feed_url(self) -> str:
        """Say where the feed itself lies."""
        return reverse("alliance:timeline_feed")

    def items(self) -> list[ChronicleEntry]:
        """Give the newest entries that everybody may read."""
        return list(queries.chronicle().reverse()[:NEWEST])

    def item_title(self, item: ChronicleEntry) -> str:
        """Say what happened."""
        return str(item.text.what)

    def item_description(self, item: ChronicleEntry) -> str:
        """Say what kind of thing it was: the title tells all."""
        return item.get_kind_display()

    def item_link(self, item: ChronicleEntry) -> str:
        """Lead to the entry's place on the timeline."""
        return localised(item.get_absolute_url())

    def item_pubdate(self, item: ChronicleEntry) -> datetime:
        """Give the first day that the date may mean."""
        return datetime.combine(item.period.begins.first_day, time(), tzinfo=UTC)

    def item_updateddate(self, item: ChronicleEntry) -> datetime:
        """Say when the entry was last changed here."""
        return item.record.changed_at
