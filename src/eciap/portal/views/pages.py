"""What Wagtail's pages show beside their own words."""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.utils.translation import get_language

from eciap.foundation.languages.display import format_period, localised
from eciap.foundation.records.display import shown_links
from eciap.foundation.records.queries import evidence_of, recalled_for
from eciap.portal import queries
from eciap.portal.models import HomePage, NewsIndexPage, NewsPage, PublicationIndexPage, PublicationPage, TextPage
from eciap.portal.models.pages import PortalPage, present
from eciap.portal.views import home
from eciap.portal.views.shown import news_row, publication_row, themes_of

if TYPE_CHECKING:
    from django.http import HttpRequest

ON_A_PAGE = 20


def connect() -> None:
    """Say which page shows what; called when the platform starts."""
    present(HomePage, home.present)
    present(NewsIndexPage, news_list)
    present(NewsPage, news)
    present(PublicationIndexPage, publication_list)
    present(PublicationPage, publication)
    present(TextPage, text)


def news_list(page: NewsIndexPage, request: HttpRequest) -> dict[str, Any]:
    """Show the news, the newest first."""
    return _list("news", queries.news, news_row, request)


def publication_list(page: PublicationIndexPage, request: HttpRequest) -> dict[str, Any]:
    """Show the publications, the newest first."""
    return _list("publications", queries.publications, publication_row, request)


def _list(name: str, pages: Callable[..., Any], row: Callable[..., Any], request: HttpRequest) -> dict[str, Any]:
    number = request.GET.get("page", "1")[:6]

    def gathered() -> dict[str, Any]:
        on_page = Paginator(queries.in_rows(pages(get_language() or "en")), ON_A_PAGE).get_page(number)
        found = list(on_page)
        themes = themes_of(found)
        return {"on_page": on_page, "rows": [row(one, themes[one.pk]) for one in found]}

    return recalled_for(request.user, (f"portal.{name}", number), gathered)


def news(page: NewsPage, request: HttpRequest) -> dict[str, Any]:
    """Show an article with its themes, sources and what it is about."""
    themes = _themes(page)
    described = {
        "@type": "NewsArticle",
        "headline": page.title,
        "description": page.lead,
        "datePublished": str(page.date.begins),
        "inLanguage": page.locale.language_code,
        "url": request.build_absolute_uri(),
    }
    alt = page.picture_alt or (page.picture.default_alt_text if page.picture else "")
    return {"themes": themes, "hue": _hue(themes), "alt": alt, **_known(page, request, described)}


def publication(page: PublicationPage, request: HttpRequest) -> dict[str, Any]:
    """Show a publication with its publisher, themes, sources and what it is about."""
    themes = _themes(page)
    described = {
        "@type": "Report",
        "name": page.title,
        "description": page.summary,
        "datePublished": str(page.date.begins) if page.date else "",
        "publisher": {"@type": "Organization", "name": page.publisher.name} if page.publisher else "",
        "inLanguage": page.locale.language_code,
        "url": request.build_absolute_uri(),
        "sameAs": page.url,
    }
    return {
        "themes": themes,
        "hue": _hue(themes),
        "when": format_period(page.date) if page.date else "",
        "publisher_url": localised(page.publisher.get_absolute_url()) if page.publisher else "",
        **_known(page, request, described),
    }


def text(page: TextPage, request: HttpRequest) -> dict[str, Any]:
    """Show a standing page with its sources."""
    described = {"@type": "WebPage", "name": page.title, "description": page.lead, "url": request.build_absolute_uri()}
    return _known(page, request, described)


def _known(page: PortalPage, request: HttpRequest, described: dict[str, Any]) -> dict[str, Any]:
    """Return what hangs on the record of a page; a page that was never published has none."""
    published = queries.published_languages(page)
    request.alternates = _alternates(page, published)  # type: ignore[attr-defined]  # read by the base template
    kept = queries.records_of([page.translation_key]).get(page.translation_key)
    sources = [cited.source for cited in kept.record.citations.all()] if kept else []
    rests_on, carries = shown_links(*evidence_of(kept.record), cited=len(sources)) if kept else ([], [])
    return {
        "record": kept.record if kept else None,
        "identifier": page.address,
        "up": _up(page),
        "rests_on": rests_on,
        "carries": carries,
        "sources": sources,
        "json_ld": {name: value for name, value in described.items() if value},
    }


def _up(page: PortalPage) -> dict[str, str]:
    """Return the list that a page stands in."""
    above = page.get_parent()
    return {"title": above.title, "url": localised(_above(page))}


def _above(page: PortalPage) -> str:
    return page.address.rstrip("/").rpartition("/")[0] + "/"


def _alternates(page: PortalPage, published: Container[str]) -> dict[str, str]:
    """Return where the page is in each language; where it is not translated, where its list is."""
    return {
        code: localised(page.address if code in published else _above(page), code) for code, _name in settings.LANGUAGES
    }


def _themes(page: NewsPage | PublicationPage) -> list[dict[str, str]]:
    """Return the themes of a page as chips; a draft's as it has them."""
    themes = list(page.themes.all())
    prefetch_related_objects(themes, "texts")
    return [
        {"title": theme.text.short, "hue": theme.hue, "url": localised(theme.get_absolute_url())} for theme in themes
    ]


def _hue(themes: list[dict[str, str]]) -> str:
    return themes[0]["hue"] if themes else "ink"
