"""The app of `ui` as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    """What every page is made of: base template, components, marks, charts, navigation and slot registries."""

    name = "eciap.foundation.ui"
    label = "ui"
    verbose_name = _("Interface")

    def ready(self) -> None:
        """Lead staff to the gallery of components."""
        from eciap.foundation.ui import navigation

        gallery = navigation.Item(_("Components"), "ui:styleguide", 90, lambda request: request.user.is_staff)
        navigation.register("account", gallery)
