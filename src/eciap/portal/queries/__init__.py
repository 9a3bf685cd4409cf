"""Reading the portal: pages in the reader's language, and what the front page and themes put together."""

from eciap.portal.queries.content import content_of
from eciap.portal.queries.links import records_at, records_named
from eciap.portal.queries.pages import (
    default_site,
    home_page,
    news,
    news_index,
    of_theme,
    original_of,
    pages_of_records,
    publication_index,
    publications,
    published_languages,
    records_of,
    with_themes,
    written_home_page,
)

__all__ = [
    "content_of",
    "default_site",
    "home_page",
    "news",
    "news_index",
    "of_theme",
    "original_of",
    "pages_of_records",
    "publication_index",
    "publications",
    "published_languages",
    "records_at",
    "records_named",
    "records_of",
    "with_themes",
    "written_home_page",
]
