"""What editors fill in about a theme; the words of each language are added by `languages.forms.with_texts`."""

from __future__ import annotations

from eciap.foundation.records.forms import CitableForm
from eciap.vocabulary.models import Theme


class ThemeForm(CitableForm):
    """A theme or a desk."""

    class Meta:
        model = Theme
        fields = ("slug", "kind", "parent", "hue", "position")
