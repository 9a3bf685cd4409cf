"""What every form of a citable thing asks for: the sources it is known from and how certain it is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from eciap.foundation.languages.forms import with_titles
from eciap.foundation.records.enums import Certainty
from eciap.foundation.records.models import Fact, Source


class SteadyAddress:
    """Keeps the address of a thing as it was first given: links and files rest on it."""

    instance: Any
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Lock the address of what is there already."""
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["slug"].disabled = True


class SourcesField(forms.ModelMultipleChoiceField):
    """Gives the keys of the chosen sources, as operations take them."""

    def __init__(self, **options: Any) -> None:
        """Offer all sources by title."""
        given = {"label": _("sources"), "required": False, **options}
        super().__init__(Source.objects.order_by("title"), to_field_name="key", **given)

    def clean(self, value: Any) -> Any:
        """Return the keys in the order of the titles."""
        return [source.key for source in super().clean(value)]


class CitableForm(SteadyAddress, forms.ModelForm):
    """A form of something that owns a record."""

    sources = SourcesField()
    certainty = forms.ChoiceField(label=_("certainty"), choices=Certainty.choices, initial=Certainty.CERTAIN)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Show what the record cites."""
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            record = self.instance.record
            self.initial["sources"] = [source.key for source in self._cited()]
            self.initial["certainty"] = record.certainty

    def clean_sources(self) -> list[str]:
        """Keep the sources that were cited before in their order; new ones follow."""
        chosen: list[str] = self.cleaned_data["sources"]
        before = [source.key for source in self._cited()] if self.instance.pk else []
        return [key for key in before if key in chosen] + [key for key in chosen if key not in before]

    def _cited(self) -> list[Source]:
        citations = self.instance.record.citations.filter(aspect="").select_related("source")
        return [citation.source for citation in citations]


@with_titles
class SourceForm(forms.ModelForm):
    """Where something is known from."""

    class Meta:
        model = Source
        fields = ("key", "title", "publisher", "url", "kind", "reachable", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Lock the key of what is there already: files cite by it."""
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["key"].disabled = True


class FactForm(forms.ModelForm):
    """A figure about a record; no value is shown as *not recorded*."""

    sources = SourcesField()

    class Meta:
        model = Fact
        fields = ("record", "key", "value", "unit", "approximate", "as_of", "certainty", "sources")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Lock what a figure is known by."""
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["record"].disabled = self.fields["key"].disabled = True
