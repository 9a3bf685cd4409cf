"""The recommendations as an Atom feed, in each language."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.translation import gettext as _

from eciap.foundation.languages.display import localised
from eciap.foundation.ui.feeds import Atom
from eciap.roadmaps import queries

if TYPE_CHECKING:
    from eciap.roadmaps.models import Recommendation

NEWEST = 50


class RecommendationFeed(Feed):
    """The recommendations, the last changed first."""

    feed_type = Atom

    def title(self) -> str:
        """Name the feed in the language of its address."""
        return _("Recommendations")

    def subtitle(self) -> str:
        """Say what one gets."""
        return _("What the Alliance recommends, and what changes in it")

    def link(self) -> str:
        """Lead to the page that holds the same."""
        return reverse("roadmaps:recommendations")

    def feed_url(self) -> str:
        """Say where the feed itself lies."""
        return reverse("roadmaps:feed")

    def items(self) -> list[Recommendation]:
        """Give those that everybody may read."""
        return list(queries.recommendations().order_by("-record__changed_at", "number")[:NEWEST])

    def item_title(self, item: Recommendation) -> str:
        """Give the title, or say that it is not recorded."""
        return str(item)

    def item_description(self, item: Recommendation) -> str:
        """Say it in other words."""
        return str(item.text.paraphrase or item.text.note)

    def item_link(self, item: Recommendation) -> str:
        """Lead to its page."""
        return localised(item.get_absolute_url())

    def item_updateddate(self, item: Recommendation) -> datetime:
        """Say when it was last changed here."""
        return item.record.changed_at
