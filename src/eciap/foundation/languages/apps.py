"""The app of `languages` as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LanguagesConfig(AppConfig):
    """Interface and content in many languages, also of plain models."""

    name = "eciap.foundation.languages"
    label = "languages"
    verbose_name = _("Languages")
