"""The app of `jobs` as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """Work that can wait: Django's task API on procrastinate, and the outbox for mail."""

    name = "eciap.foundation.jobs"
    label = "jobs"
    verbose_name = _("Jobs")
