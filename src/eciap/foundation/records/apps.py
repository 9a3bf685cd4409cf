"""The app of `records` as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    """One row per citable thing; facts, sources, evidence links and search hang on it."""

    name = "eciap.foundation.records"
    label = "records"
    verbose_name = _("Records")

    def ready(self) -> None:
        """Register facets, the way to the search, what rich text cites, and what records are called in the log."""
        from eciap.foundation.audit import registry
        from eciap.foundation.records import facets
        from eciap.foundation.records.queries import cited, named, uuids_called
        from eciap.foundation.ui import navigation, richtext

        facets.register()
        navigation.register("tools", navigation.Item(_("Search"), "records:search", icon="search"))
        richtext.register(cited)
        registry.register("records", registry.Directory(names=named, find=uuids_called))
