"""Pages in the shapes that the components of the interface take."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language

from eciap.foundation.languages.display import format_period, localised
from eciap.portal.models import NewsPage, PortalPage, PublicationPage


def href(page: PortalPage) -> str:
    """Return the address of a page in its own language."""
    return localised(page.address, page.locale.language_code)


def foreign(page: PortalPage) -> str:
    """Return the language of a page where it is not the reader's; else nothing."""
    language = str(page.locale.language_code)
    return "" if language == get_language() else language


def news_row(page: NewsPage) -> dict[str, Any]:
    """Show a news article in a list; its themes where they are at hand."""
    themes = _themes_at_hand(page)
    return {
        "title": page.title,
        "url": href(page),
        "text": page.lead,
        "meta": [format_period(page.date), *(str(theme.text.short) for theme in themes)],
        "identifier": page.address,
        "hue": themes[0].hue if themes else "ink",
        "language": foreign(page),
    }


def publication_row(page: PublicationPage) -> dict[str, Any]:
    """Show a publication in a list; its themes where they are at hand."""
    themes = _themes_at_hand(page)
    when = [format_period(page.date)] if page.date else []
    return {
        "title": page.title,
        "url": href(page),
        "text": page.summary,
        "meta": [*when, page.get_kind_display(), *(str(theme.text.short) for theme in themes)],
        "identifier": page.address,
        "hue": themes[0].hue if themes else "ink",
        "language": foreign(page),
    }


def _themes_at_hand(page: PortalPage) -> list[Any]:
    """Return the themes that were prefetched; a list that shows none asks for none."""
    return list(getattr(page, "_prefetched_objects_cache", {}).get("themes", ()))
