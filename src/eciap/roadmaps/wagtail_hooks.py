"""Editors' screens of recommendations: Wagtail shows the forms, operations do the writing."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from eciap.foundation.records.wagtail_hooks import PutViewSet
from eciap.roadmaps import forms, operations
from eciap.roadmaps.models import (
    Recommendation,
    RecommendationGroup,
    RecommendationGroupText,
    RecommendationText,
)


class GroupViewSet(PutViewSet):
    """The headings of the report."""

    model = RecommendationGroup
    form = forms.GroupForm
    text_model = RecommendationGroupText
    put = operations.put_recommendation_group
    icon = "list-ul"
    list_display = ["number", "__str__"]


class RecommendationViewSet(PutViewSet):
    """Recommendations."""

    model = Recommendation
    form = forms.RecommendationForm
    text_model = RecommendationText
    put = operations.put_recommendation
    icon = "clipboard-list"
    list_display = ["number", "__str__", "group"]
    list_filter = ["group", "origin"]


class RoadmapsGroup(SnippetViewSetGroup):
    """Recommendations in the menu of the back office."""

    menu_label = _("Recommendations")
    menu_icon = "clipboard-list"
    menu_order = 305
    items = (GroupViewSet, RecommendationViewSet)


register_snippet(RoadmapsGroup)
