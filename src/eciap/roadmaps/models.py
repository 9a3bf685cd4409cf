"""Recommendations as they were published, in the groups that their report gave them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from eciap.foundation.languages.models import Text, Translatable
from eciap.foundation.records.enums import Certainty
from eciap.roadmaps.enums import Origin


def untitled(number: int) -> str:
    """Name a recommendation whose title is not recorded."""
    return gettext("Recommendation %(number)s: title not recorded") % {"number": number}


class RecommendationGroup(Translatable):
    """A heading under which a report puts its recommendations."""

    slug = models.SlugField(_("key"), max_length=60, unique=True)
    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    certainty = models.CharField(_("certainty"), max_length=12, choices=Certainty, default=Certainty.CERTAIN)
    sources = models.ManyToManyField(
        "records.Source", blank=True, related_name="+", related_query_name="roadmaps_group", verbose_name=_("sources")
    )

    class Meta:
        """By number."""

        verbose_name = _("group of recommendations")
        verbose_name_plural = _("groups of recommendations")
        ordering = ("number",)

    def __str__(self) -> str:
        """Give the title in the reader's language."""
        return str(self.text.title)


class RecommendationGroupText(Text):
    """What a group is called."""

    parent = models.ForeignKey(RecommendationGroup, on_delete=models.CASCADE, related_name="texts")
    title = models.CharField(_("title"), max_length=240)

    class Meta(Text.Meta):
        """One text per language."""


class Recommendation(Translatable):
    """A recommendation; one with origin *recorded* is sourced history and takes part in no workflow."""

    record = models.OneToOneField(
        "records.Record", on_delete=models.PROTECT, related_name="+", related_query_name="roadmaps_recommendation"
    )
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    group = models.ForeignKey(RecommendationGroup, on_delete=models.PROTECT, related_name="recommendations")
    origin = models.CharField(_("origin"), max_length=10, choices=Origin, default=Origin.RECORDED)
    themes = models.ManyToManyField(
        "vocabulary.Theme", blank=True, related_name="+", related_query_name="roadmaps_recommendation"
    )

    class Meta:
        """By number."""

        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        ordering = ("number",)

    def __str__(self) -> str:
        """Give the title, or say that it is not recorded."""
        return self.text.title or untitled(self.number)

    def get_absolute_url(self) -> str:
        """Return the address without a language prefix."""
        return f"/recommendations/{self.slug}/"


class RecommendationText(Text):
    """What a recommendation says, as far as it is known; an empty title is *not recorded*."""

    parent = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="texts")
    title = models.CharField(_("title"), max_length=240, blank=True)
    paraphrase = models.TextField(_("in other words"), blank=True)
    note = models.TextField(_("what is known of it"), blank=True)

    class Meta(Text.Meta):
        """One text per language."""
