"""The app of `vocabulary` as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VocabularyConfig(AppConfig):
    """The lists that everybody shares: themes, territories, sectors and kinds of instrument."""

    name = "eciap.vocabulary"
    label = "vocabulary"
    verbose_name = _("Vocabulary")

    def ready(self) -> None:
        """Name the kind of record that a theme is, and register its content, its search and its facets."""
        from eciap.foundation.records import kinds, search
        from eciap.vocabulary import queries
        from eciap.vocabulary.imports import themes

        kinds.register("theme", one=_("theme"), many=_("themes"))
        search.register("theme", queries.search_documents)
        search.register_facet(search.Facet("theme", _("Theme"), queries.theme_names, queries.theme_hues, order=20))
        search.register_facet(search.Facet("country", _("Country"), queries.country_names, order=30))
        themes.register_sections()
