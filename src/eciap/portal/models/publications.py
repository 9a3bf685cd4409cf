"""Publications: what was published, by whom, and where it can be read."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail_localize.fields import SynchronizedField, TranslatableField

from eciap.foundation.languages.fields import PeriodField
from eciap.portal.enums import PublicationKind, RecordKind
from eciap.portal.models.pages import SAME_SLUG, TRANSLATED, PageRelated, PageSource, PortalPage


class PublicationIndexPage(PortalPage):
    """The list of publications."""

    lead = models.TextField(_("in a few sentences"), blank=True)

    is_trunk = True
    template = "portal/publication_list.html"
    parent_page_types = ["portal.HomePage"]
    subpage_types = ["portal.PublicationPage"]
    max_count_per_parent = 1
    translatable_fields = [*TRANSLATED, SAME_SLUG, TranslatableField("lead")]
    content_panels = [*PortalPage.content_panels, FieldPanel("lead")]

    class Meta:
        """Named for editors."""

        verbose_name = _("list of publications")
        verbose_name_plural = _("lists of publications")


class PublicationPage(PortalPage):
    """A publication; an address that is empty is one that is not recorded."""

    date = PeriodField(_("published"), blank=True)
    kind = models.CharField(_("kind"), max_length=16, choices=PublicationKind, default=PublicationKind.OTHER)
    publisher = models.ForeignKey(
        "alliance.Organisation",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        related_query_name="portal_publication",
        verbose_name=_("published by"),
    )
    url = models.URLField(_("where to read it"), max_length=600, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    themes = ParentalManyToManyField(
        "vocabulary.Theme",
        blank=True,
        related_name="+",
        related_query_name="portal_publication",
        verbose_name=_("themes"),
    )

    record_kind = RecordKind.PUBLICATION
    template = "portal/publication.html"
    parent_page_types = ["portal.PublicationIndexPage"]
    subpage_types: list[str] = []
    translatable_fields = [
        *TRANSLATED,
        SAME_SLUG,
        TranslatableField("summary"),
        SynchronizedField("date", overridable=False),
        SynchronizedField("kind", overridable=False),
        SynchronizedField("publisher", overridable=False),
        SynchronizedField("url"),
        SynchronizedField("themes", overridable=False),
        SynchronizedField("sources", overridable=False),
        SynchronizedField("related", overridable=False),
    ]
    content_panels = [
        *PortalPage.content_panels,
        FieldPanel("date"),
        FieldPanel("kind"),
        FieldPanel("publisher"),
        FieldPanel("url"),
        FieldPanel("summary"),
        FieldPanel("themes"),
        InlinePanel("sources", label=_("source"), heading=_("Sources")),
        InlinePanel("related", label=_("related record"), heading=_("Related")),
    ]

    class Meta:
        """Named for editors."""

        verbose_name = _("publication")
        verbose_name_plural = _("publications")


class PublicationSource(PageSource):
    """A source of what is said of a publication."""

    page = ParentalKey(PublicationPage, on_delete=models.CASCADE, related_name="sources")


class PublicationRelated(PageRelated):
    """What a publication is about."""

    page = ParentalKey(PublicationPage, on_delete=models.CASCADE, related_name="related")
