"""News: short articles with a date, sources and what they are about."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField, TranslatableField

from eciap.foundation.languages.fields import PeriodField
from eciap.portal.enums import RecordKind
from eciap.portal.models.blocks import BodyBlock
from eciap.portal.models.pages import SAME_SLUG, TRANSLATED, PageRelated, PageSource, PortalPage


class NewsIndexPage(PortalPage):
    """The list of news."""

    lead = models.TextField(_("in a few sentences"), blank=True)

    is_trunk = True
    template = "portal/news_list.html"
    parent_page_types = ["portal.HomePage"]
    subpage_types = ["portal.NewsPage"]
    max_count_per_parent = 1
    translatable_fields = [*TRANSLATED, SAME_SLUG, TranslatableField("lead")]
    content_panels = [*PortalPage.content_panels, FieldPanel("lead")]

    class Meta:
        """Named for editors."""

        verbose_name = _("list of news")
        verbose_name_plural = _("lists of news")


class NewsPage(PortalPage):
    """A news article."""

    date = PeriodField(_("date"), help_text=_("2014, 2014-06 or 2014-06-30: with the precision that is known."))
    lead = models.TextField(pgettext_lazy("of an article", "lead"), help_text=_("What happened, in two sentences."))
    body = StreamField(BodyBlock(), verbose_name=_("article"), blank=True)
    picture = models.ForeignKey(
        "portal.Picture", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    picture_alt = models.CharField(
        _("alternative text in this language"),
        max_length=255,
        blank=True,
        help_text=_("Empty: the alternative text of the picture itself."),
    )
    themes = ParentalManyToManyField(
        "vocabulary.Theme", blank=True, related_name="+", related_query_name="portal_news", verbose_name=_("themes")
    )

    record_kind = RecordKind.NEWS
    template = "portal/news.html"
    parent_page_types = ["portal.NewsIndexPage"]
    subpage_types: list[str] = []
    translatable_fields = [
        *TRANSLATED,
        SAME_SLUG,
        TranslatableField("lead"),
        TranslatableField("body"),
        TranslatableField("picture_alt"),
        SynchronizedField("date", overridable=False),
        SynchronizedField("picture"),
        SynchronizedField("themes", overridable=False),
        SynchronizedField("sources", overridable=False),
        SynchronizedField("related", overridable=False),
    ]
    content_panels = [
        *PortalPage.content_panels,
        FieldPanel("date"),
        FieldPanel("lead"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_alt")], _("Picture")),
        FieldPanel("themes"),
        InlinePanel("sources", label=_("source"), heading=_("Sources")),
        InlinePanel("related", label=_("related record"), heading=_("Related")),
    ]

    class Meta:
        """Named for editors."""

        verbose_name = _("news article")
        verbose_name_plural = _("news articles")


class NewsSource(PageSource):
    """A source of a news article."""

    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="sources")


class NewsRelated(PageRelated):
    """What a news article is about."""

    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="related")
