"""The app of `audit` as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """What was done, by whom and when: an append-only log that knows nobody by name."""

    name = "eciap.foundation.audit"
    label = "audit"
    verbose_name = _("Audit")

    def ready(self) -> None:
        """Show the way to the log to those who may read it."""
        from eciap.foundation.audit.rules import may_read
        from eciap.foundation.ui import navigation

        navigation.register(
            "workspace",
            navigation.Item(_("Log"), "audit:log", order=90, visible=lambda request: may_read(request.user)),
        )
