"""What editors fill in about recommendations; the words of each language are added by `languages.forms.with_texts`."""

from __future__ import annotations

from django import forms

from eciap.foundation.records.forms import CitableForm, SourcesField, SteadyAddress
from eciap.roadmaps.models import Recommendation, RecommendationGroup


class GroupForm(SteadyAddress, forms.ModelForm):
    """A heading of the report."""

    sources = SourcesField()

    class Meta:
        model = RecommendationGroup
        fields = ("slug", "number", "certainty", "sources")


class RecommendationForm(CitableForm):
    """A recommendation; an empty title is shown as *not recorded*."""

    class Meta:
        model = Recommendation
        fields = ("slug", "number", "group", "origin", "themes")
