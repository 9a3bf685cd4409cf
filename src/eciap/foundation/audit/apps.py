"""The app of `audit` as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """What was done, by whom and when: an append-only log that knows nobody by name."""

    name = "eciap.foundation.audit"
    label = "audit"
    verbose_name = _("Audit")
