"""Standing pages of prose: about, privacy, accessibility."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField, TranslatableField

from eciap.portal.enums import RecordKind
from eciap.portal.models.blocks import BodyBlock
from eciap.portal.models.pages import SAME_SLUG, TRANSLATED, PageSource, PortalPage


class TextPage(PortalPage):
    """A page to read."""

    lead = models.TextField(pgettext_lazy("of an article", "lead"), blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    record_kind = RecordKind.PAGE
    template = "portal/text.html"
    parent_page_types = ["portal.HomePage", "portal.TextPage"]
    subpage_types = ["portal.TextPage"]
    translatable_fields = [
        *TRANSLATED,
        SAME_SLUG,
        TranslatableField("lead"),
        TranslatableField("body"),
        SynchronizedField("sources", overridable=False),
    ]
    content_panels = [
        *PortalPage.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
        InlinePanel("sources", label=_("source"), heading=_("Sources")),
    ]

    class Meta:
        """Named for editors."""

        verbose_name = _("standing page")
        verbose_name_plural = _("standing pages")


class TextSource(PageSource):
    """A source of a standing page."""

    page = ParentalKey(TextPage, on_delete=models.CASCADE, related_name="sources")
