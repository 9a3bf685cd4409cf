"""What all pages share: a record per translation group, who shows them, and what hangs on them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, cast

from django.conf import settings
from django.db import models
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csp import csp_override
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Orderable, Page, PagePermissionTester
from wagtail_localize.fields import SynchronizedField, TranslatableField

from eciap.portal.enums import RecordKind

type Presenter = Callable[[Any, Any], dict[str, Any]]

_presenters: dict[type[Page], Presenter] = {}

TRANSLATED = (
    TranslatableField("title"),
    TranslatableField("seo_title"),
    TranslatableField("search_description"),
)
SAME_SLUG = SynchronizedField("slug", overridable=False)


def present(kind: type[Page], presenter: Presenter) -> None:
    """Say what a page of this kind shows beside itself; the views do so when the platform starts."""
    _presenters[kind] = presenter


class PageRecord(models.Model):
    """The record that a page owns together with its translations."""

    translation_key = models.UUIDField(_("translation group"), primary_key=True)
    record = models.OneToOneField(
        "records.Record", on_delete=models.PROTECT, related_name="+", related_query_name="portal_page"
    )

    class Meta:
        """One record per translation group."""

        verbose_name = _("record of a page")
        verbose_name_plural = _("records of pages")

    def __str__(self) -> str:
        """Give the title."""
        return str(self.record)


class TrunkRights(PagePermissionTester):
    """What may be done with a page that menus and lists lead to: all but taking it away."""

    def can_unpublish(self) -> bool:
        """It stays public."""
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:  # noqa: FBT001, FBT002 - as Wagtail calls it
        """It stays."""
        return False

    def can_move(self) -> bool:
        """It stays where it is."""
        return False


class PortalPage(Page):
    """A page whose surroundings come from the contexts below, through its presenter."""

    is_trunk = False  # whether menus and lists lead to it, wherever it is written about
    record_kind: RecordKind | None = None
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")], _("Address and search")
        )
    ]

    class Meta:
        """Adds no column."""

        abstract = True

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        """Let nobody take away what holds up the tree."""
        return TrunkRights(user, self) if self.is_trunk else super().permissions_for_user(user)

    @property
    def address(self) -> str:
        """The path of the page without a language prefix; the same for all languages."""
        return "/" + self.url_path.split("/", 2)[2]

    def serve_preview(self, request: Any, mode_name: str) -> Any:
        """Let the editor's own screen frame a preview; no other page may."""
        policy = cast("dict[str, Collection[str]]", settings.SECURE_CSP) | {"frame-ancestors": [CSP.SELF]}
        return csp_override(policy)(super().serve_preview)(request, mode_name)

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the presenter of this kind of page knows."""
        context = super().get_context(request, *args, **kwargs)
        presenter = _presenters.get(type(self))
        return {**context, **(presenter(self, request) if presenter else {})}


class PageSource(Orderable):
    """A source that an article cites, in the order of the article."""

    source = models.ForeignKey(
        "records.Source",
        on_delete=models.PROTECT,
        related_name="+",
        related_query_name="portal_%(class)s",
        verbose_name=_("source"),
    )
    panels = [FieldPanel("source")]

    class Meta(Orderable.Meta):
        """Each kind of page has its own table."""

        abstract = True


class PageRelated(Orderable):
    """A record that an article is about or leads to."""

    record = models.ForeignKey(
        "records.Record",
        on_delete=models.CASCADE,
        related_name="+",
        related_query_name="portal_%(class)s",
        verbose_name=_("record"),
    )
    panels = [FieldPanel("record")]

    class Meta(Orderable.Meta):
        """Each kind of page has its own table."""

        abstract = True
