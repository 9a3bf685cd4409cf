"""The app of `roadmaps` as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoadmapsConfig(AppConfig):
    """Recommendations, and later the plans and commitments that follow from them."""

    name = "eciap.roadmaps"
    label = "roadmaps"
    verbose_name = _("Roadmaps")
