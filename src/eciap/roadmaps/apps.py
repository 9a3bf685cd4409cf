"""The app of `roadmaps` as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoadmapsConfig(AppConfig):
    """Recommendations, and later the plans and commitments that follow from them."""

    name = "eciap.roadmaps"
    label = "roadmaps"
    verbose_name = _("Roadmaps")

    def ready(self) -> None:
        """Name the kind of record, and register its search, its content and its entry in the menu."""
        from eciap.foundation.records import kinds, search
        from eciap.foundation.ui import navigation
        from eciap.roadmaps import imports, queries

        kinds.register("recommendation", one=_("recommendation"), many=_("recommendations"))
        search.register("recommendation", queries.search_documents)
        imports.register_sections()
        navigation.register("main", navigation.Item(_("Recommendations"), "roadmaps:recommendations", order=40))
