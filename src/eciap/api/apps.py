"""The app of `api` as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    """One API that mounts the endpoints of each context."""

    name = "eciap.api"
    label = "api"
    verbose_name = _("API")

    def ready(self) -> None:
        """Lead to the description from the foot of every page."""
        from eciap.foundation.ui import navigation

        navigation.register("footer", navigation.Item(_("API"), "api:docs", order=80))
