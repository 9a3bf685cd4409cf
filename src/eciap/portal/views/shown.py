"""Pages in the shapes that the components of the interface take."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import get_language

from eciap.foundation.languages.display import format_period, localised
from eciap.portal.models import NewsPage, PortalPage, PublicationPage
from eciap.vocabulary.queries import themes_and_desks


def href(page: PortalPage) -> str:
    """Return the address of a page in its own language."""
    return localised(page.address, page.locale.language_code)


def foreign(page: PortalPage) -> str:
    """Return the language of a page where it is not the reader's; else nothing."""
    language = str(page.locale.language_code)
    return "" if language == get_language() else language


def door_of(theme: Any) -> dict[str, Any]:
    """Show a theme as the way into it."""
    return {
        "title": theme.text.name,
        "url": localised(theme.get_absolute_url()),
        "text": theme.text.question,
        "identifier": theme.get_absolute_url(),
        "hue": theme.hue,
    }


def news_row(page: NewsPage, themes: Sequence[Any] = ()) -> dict[str, Any]:
    """Show a news article in a list, with its themes where the list is about more than one."""
    return {
        "title": page.title,
        "url": href(page),
        "text": page.lead,
        "meta": [format_period(page.date), *(str(theme.text.short) for theme in themes)],
        "identifier": page.address,
        "hue": themes[0].hue if themes else "ink",
        "language": foreign(page),
    }


def publication_row(page: PublicationPage, themes: Sequence[Any] = ()) -> dict[str, Any]:
    """Show a publication in a list, with its themes where the list is about more than one."""
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


def themes_of(pages: Sequence[Any]) -> dict[int, list[Any]]:
    """Return the themes that each page has brought along, with their words: one query for any number of pages."""
    every = list(themes_and_desks()) if pages else []
    return {page.pk: themes_among(every, page) for page in pages}


def themes_among(every: Sequence[Any], page: Any) -> list[Any]:
    """Return those of all themes, in their order, that a page has brought along."""
    own = {theme.pk for theme in page.themes.all()}
    return [theme for theme in every if theme.pk in own]
