"""The app of `vocabulary` as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VocabularyConfig(AppConfig):
    """The lists that everybody shares: themes, territories, sectors and kinds of instrument."""

    name = "eciap.vocabulary"
    label = "vocabulary"
    verbose_name = _("Vocabulary")

    def ready(self) -> None:
        """Name the kind of record that a theme is, and register its content."""
        from eciap.foundation.records import kinds
        from eciap.vocabulary.imports import themes

        kinds.register("theme", one=_("theme"), many=_("themes"))
        themes.register_sections()
