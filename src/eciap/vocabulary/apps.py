"""The app of `vocabulary` as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VocabularyConfig(AppConfig):
    """The lists that everybody shares: themes, territories, sectors and kinds of instrument."""

    name = "eciap.vocabulary"
    label = "vocabulary"
    verbose_name = _("Vocabulary")
