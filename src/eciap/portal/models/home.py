"""The front page of the alliance."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail_localize.fields import SynchronizedField, TranslatableField

from eciap.portal.models.pages import TRANSLATED, PageRelated, PortalPage


class HomePage(PortalPage):
    """One sentence on what the alliance is; everything else on it is put together from the contexts."""

    headline = models.CharField(_("headline"), max_length=160)
    lead = models.TextField(_("in a few sentences"), blank=True)

    is_trunk = True
    template = "portal/home.html"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["portal.NewsIndexPage", "portal.PublicationIndexPage", "portal.TextPage"]
    max_count_per_parent = 4
    translatable_fields = [
        *TRANSLATED,
        TranslatableField("headline"),
        TranslatableField("lead"),
        SynchronizedField("milestones"),
    ]
    content_panels = [
        *PortalPage.content_panels,
        FieldPanel("headline"),
        FieldPanel("lead"),
        InlinePanel("milestones", label=_("milestone"), heading=_("Milestones")),
    ]

    class Meta:
        """Named for editors."""

        verbose_name = _("front page")
        verbose_name_plural = _("front pages")


class HomeMilestone(PageRelated):
    """An entry of the chronicle that the front page shows."""

    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="milestones")
