"""The editors' screen of themes and desks: Wagtail shows the form, an operation does the writing."""

from __future__ import annotations

from wagtail.snippets.models import register_snippet

from eciap.foundation.records.wagtail_hooks import PutViewSet
from eciap.vocabulary import forms, operations
from eciap.vocabulary.models import Theme, ThemeText


class ThemeViewSet(PutViewSet):
    """Themes and desks, with their words in every language side by side."""

    model = Theme
    form = forms.ThemeForm
    text_model = ThemeText
    put = operations.put_theme
    icon = "tag"
    list_display = ["__str__", "kind", "parent", "hue"]
    list_filter = ["kind"]
    search_fields = ["slug"]
    add_to_admin_menu = True
    menu_order = 305


register_snippet(ThemeViewSet)
