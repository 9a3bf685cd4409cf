"""The app of `api` as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    """One API that mounts the endpoints of each context."""

    name = "eciap.api"
    label = "api"
    verbose_name = _("API")
