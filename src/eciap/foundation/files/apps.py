"""The app of `files` as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    """Files that people entrust to us: checked, stored privately, served only through a rule."""

    name = "eciap.foundation.files"
    label = "files"
    verbose_name = _("Files")
