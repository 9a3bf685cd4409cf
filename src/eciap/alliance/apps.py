"""The app of `alliance` as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AllianceConfig(AppConfig):
    """Organisations, their membership and seats, roles, concrete actions and the chronicle."""

    name = "eciap.alliance"
    label = "alliance"
    verbose_name = _("Alliance")

    def ready(self) -> None:
        """Name the kinds of records that the alliance owns, and register its content and its entries in the menu."""
        from eciap.alliance import imports
        from eciap.foundation.records import kinds
        from eciap.foundation.ui import navigation

        kinds.register("alliance", one=_("alliance"), many=_("alliances"))
        kinds.register("organisation", one=_("organisation"), many=_("organisations"))
        kinds.register("action", one=_("concrete action"), many=_("concrete actions"))
        kinds.register("chronicle", one=_("entry of the chronicle"), many=_("entries of the chronicle"))
        imports.register_sections()
        navigation.register(
            "main",
            navigation.Item(_("Actions"), "alliance:actions", order=20),
            navigation.Item(_("Members"), "alliance:members", order=30),
            navigation.Item(_("Timeline"), "alliance:timeline", order=60),
        )
