"""The app of `portal` as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """What the public sees put together: home, themes, news, publications and pages of prose."""

    name = "eciap.portal"
    label = "portal"
    verbose_name = _("Portal")

    def ready(self) -> None:
        """Join the pages to the contexts below."""
        from eciap.portal import imports
        from eciap.portal.receivers import pages, roles

        imports.register_sections()
        pages.connect()
        roles.connect()
