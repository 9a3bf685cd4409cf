"""A page that was published, withdrawn, moved, closed or deleted, by whichever way: its record follows."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from eciap.alliance.signals import alliance_written
from eciap.portal.models import HomePage, NewsPage, PortalPage, PublicationPage, TextPage
from eciap.portal.operations import give_up_record, keep_record
from eciap.portal.queries import forget_site

KINDS = (HomePage, NewsPage, PublicationPage, TextPage)


def connect() -> None:
    """Listen; called when the platform starts."""
    page_published.connect(on_published, dispatch_uid="portal.on_published")
    page_unpublished.connect(on_unpublished, dispatch_uid="portal.on_unpublished")
    page_slug_changed.connect(on_moved, dispatch_uid="portal.on_slug_changed")
    post_page_move.connect(on_moved, dispatch_uid="portal.on_moved")
    for happened in (post_save, post_delete):
        happened.connect(on_door_changed, sender=PageViewRestriction, dispatch_uid="portal.on_door_changed")
    alliance_written.connect(on_alliance_written, dispatch_uid="portal.on_alliance_written")
    for kind in KINDS:
        post_delete.connect(on_deleted, sender=kind, dispatch_uid=f"portal.on_deleted.{kind.__name__}")


def on_published(sender: type[Page], instance: Page, **payload: Any) -> None:
    """Bring the record of a published page up to date."""
    if isinstance(instance, PortalPage):
        revision = payload.get("revision")
        keep_record(page=instance, by=(revision and revision.user) or _acting())


def on_unpublished(sender: type[Page], instance: Page, **payload: Any) -> None:
    """Take what is no longer published off the record."""
    if isinstance(instance, PortalPage):
        keep_record(page=instance, by=_acting())


def on_moved(sender: type[Page], instance: Page, **payload: Any) -> None:
    """Tell the records of a page and of all below it where they lie now."""
    _keep_records_below(instance)


def on_door_changed(sender: type[PageViewRestriction], instance: PageViewRestriction, **payload: Any) -> None:
    """Keep from the public, or give back to it, what lies behind a door that was closed or opened."""
    _keep_records_below(instance.page)


def on_deleted(sender: type[Page], instance: PortalPage, **payload: Any) -> None:
    """Leave a tombstone for what was deleted."""
    give_up_record(page=instance, by=_acting())


def on_alliance_written(sender: type, **payload: Any) -> None:
    """Let the next page carry the new name."""
    forget_site()


def _keep_records_below(page: Page) -> None:
    for kind in KINDS:
        for below in kind.objects.filter(path__startswith=page.path).order_by("path"):
            keep_record(page=below, by=_acting())


def _acting() -> Any:
    return get_active_log_context().user
