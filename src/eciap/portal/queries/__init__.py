"""Reading the portal: pages in the reader's language, and what the front page and themes put together."""

from eciap.portal.queries.content import content_of
from eciap.portal.queries.figures import Money, money_of, numbers_of
from eciap.portal.queries.held import fate_of_pages, pages_held_of
from eciap.portal.queries.links import listed_records, records_at, records_named
from eciap.portal.queries.pages import (
    default_site,
    for_everybody,
    home_page,
    in_rows,
    in_short,
    is_linked_to,
    milestones_of,
    milestones_of_draft,
    news,
    news_in_rows,
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
from eciap.portal.queries.search import documents_of_news, documents_of_pages, documents_of_publications
from eciap.portal.queries.site import forget_site, site

__all__ = [
    "Money",
    "content_of",
    "default_site",
    "documents_of_news",
    "documents_of_pages",
    "documents_of_publications",
    "fate_of_pages",
    "for_everybody",
    "forget_site",
    "home_page",
    "in_rows",
    "in_short",
    "is_linked_to",
    "listed_records",
    "milestones_of",
    "milestones_of_draft",
    "money_of",
    "news",
    "news_in_rows",
    "news_index",
    "numbers_of",
    "of_theme",
    "original_of",
    "pages_held_of",
    "pages_of_records",
    "publication_index",
    "publications",
    "published_languages",
    "records_at",
    "records_named",
    "records_of",
    "site",
    "with_themes",
    "written_home_page",
]
