"""The app of `alliance` as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AllianceConfig(AppConfig):
    """Organisations, their membership and seats, roles, concrete actions and the chronicle."""

    name = "eciap.alliance"
    label = "alliance"
    verbose_name = _("Alliance")
