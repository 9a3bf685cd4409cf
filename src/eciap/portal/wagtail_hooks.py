"""What Wagtail asks the portal: what editors need of its menu, and who may open a document."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.documents.models import AbstractDocument

from eciap.portal.queries import is_linked_to
from eciap.portal.rules import has_a_desk

NEEDLESS = {"help"}  # its links lead to other hosts


@hooks.register("construct_main_menu")
def hide_needless(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Take off the menu what editors of this platform have no use for."""
    menu_items[:] = [item for item in menu_items if item.name not in NEEDLESS]


@hooks.register("before_serve_document")
def serve_what_is_published(document: AbstractDocument, request: HttpRequest) -> None:
    """Serve a document to those who write pages, and to everybody once an open page links to it."""
    if not has_a_desk(request.user) and not is_linked_to(document):
        raise Http404
