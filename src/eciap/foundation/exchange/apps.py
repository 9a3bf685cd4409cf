"""The app of `exchange` as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    """What comes in from files: dry run, row errors, provenance, and a second run that changes nothing."""

    name = "eciap.foundation.exchange"
    label = "exchange"
    verbose_name = _("Exchange")

    def ready(self) -> None:
        """Register the section that all others cite."""
        from eciap.foundation.exchange import imports

        imports.register_sections()
