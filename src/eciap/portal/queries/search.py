"""What pages are found by: their words in each language that they are published in."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any
from uuid import UUID

from eciap.foundation.records.search import Document
from eciap.foundation.ui.richtext import plain
from eciap.portal.models import NewsPage, PageRecord, PortalPage, PublicationPage, TextPage
from eciap.portal.queries.pages import open_pages


def documents_of_news(uuids: Sequence[UUID]) -> dict[UUID, list[Document]]:
    """Return what the news of these records say: five queries for any number."""
    return _documents(NewsPage, uuids)


def documents_of_publications(uuids: Sequence[UUID]) -> dict[UUID, list[Document]]:
    """Return what the publications of these records say: five queries for any number."""
    return _documents(PublicationPage, uuids)


def documents_of_pages(uuids: Sequence[UUID]) -> dict[UUID, list[Document]]:
    """Return what the standing pages of these records say: three queries for any number."""
    return _documents(TextPage, uuids)


def _documents(kind: type[PortalPage], uuids: Sequence[UUID]) -> dict[UUID, list[Document]]:
    kept = PageRecord.objects.filter(record__in=list(uuids)).values_list("translation_key", "record_id")
    records = dict(kept)
    found: dict[UUID, list[Document]] = {uuid: [] for uuid in records.values()}
    pages = open_pages(kind).filter(translation_key__in=records).select_related("locale").order_by("locale_id")
    if hasattr(kind, "themes"):
        pages = pages.prefetch_related("themes")
    for page in pages:
        found[records[page.translation_key]].append(_document(page))
    return found


def _document(page: Any) -> Document:
    date = getattr(page, "date", None)
    return Document(
        language=page.locale.language_code,
        title=page.title,
        summary=page.summary if isinstance(page, PublicationPage) else page.lead,
        body=_words(page.body) if hasattr(page, "body") else "",
        facets={"theme": [theme.slug for theme in page.themes.all()]} if hasattr(page, "themes") else {},
        date=date.begins.first_day if date else None,
    )


def _words(body: Any) -> str:
    """Return all that a body says, whatever its blocks."""
    return " ".join(chain.from_iterable(_said(block.value) for block in body))


def _said(value: Any) -> list[str]:
    if hasattr(value, "source"):
        return [plain(value.source)]
    return [words for words in value.values() if isinstance(words, str)]
