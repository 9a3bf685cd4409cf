"""News and publications as machines read them, and what may be asked of their lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

from django.utils.html import format_html
from django.utils.safestring import SafeString
from pydantic import Field
from wagtail.rich_text import expand_db_html

from eciap.foundation.exchange.exports import FIGURES, Listed, Reference, Resource, WantedPage, common, reference
from eciap.foundation.records.schemas import Address, Slug, Source, When, period, sources
from eciap.foundation.ui.richtext import rendered_all
from eciap.portal.enums import PublicationKind

if TYPE_CHECKING:
    from eciap.foundation.records.models import Record
    from eciap.portal import models

type Records = Mapping[UUID, models.PageRecord]


class NewsWanted(WantedPage):
    """Which news."""

    theme: Slug | None = Field(None, examples=["innovation-vouchers"])
    """A theme that they are about, by its slug."""
    year: Annotated[int, Field(ge=1900, le=2999), FIGURES] | None = Field(None, examples=[2014])
    """The year that they are dated in."""


class PublicationsWanted(NewsWanted):
    """Which publications."""

    kind: PublicationKind | None = None


class Article(Resource):
    """A news article."""

    title: str
    date: When
    """With the precision that is known (EDTF, ISO 8601-2)."""
    lead: str
    """What happened, in two sentences."""
    themes: list[Reference]


class WholeArticle(Article):
    """A news article with its text and sources."""

    text: str | None
    """The article as HTML, without its pictures."""
    sources: list[Source]


class ArticleList(Listed[Article]):
    """A page of news."""


class Publication(Resource):
    """Something that was published, by whom, and where it can be read."""

    title: str
    kind: PublicationKind
    date: When | None
    publisher: Reference | None
    url: Address | None
    """Where to read it; null when that is not recorded."""
    summary: str | None
    themes: list[Reference]


class WholePublication(Publication):
    """A publication with the sources of what is said of it."""

    sources: list[Source]


class PublicationList(Listed[Publication]):
    """A page of publications."""


def article(found: models.NewsPage, records: Records) -> Article:
    """Show a news article in a list."""
    return Article(**_article(found, records[found.translation_key].record))


def whole_article(found: models.NewsPage, record: Record) -> WholeArticle:
    """Show a news article with its text and sources."""
    html = "".join(rendered_all(_paragraphs(found)))
    return WholeArticle(**_article(found, record), text=html or None, sources=_cited(found))


def publication(found: models.PublicationPage, records: Records) -> Publication:
    """Show a publication in a list."""
    return Publication(**_publication(found, records[found.translation_key].record))


def whole_publication(found: models.PublicationPage, record: Record) -> WholePublication:
    """Show a publication with its sources."""
    return WholePublication(**_publication(found, record), sources=_cited(found))


def _article(found: models.NewsPage, record: Record) -> dict[str, Any]:
    return {**_page("news", found, record), "date": str(found.date), "lead": found.lead}


def _publication(found: models.PublicationPage, record: Record) -> dict[str, Any]:
    return {
        **_page("publications", found, record),
        "kind": PublicationKind(found.kind),
        "date": period(found.date),
        "publisher": reference("organisations", found.publisher) if found.publisher else None,
        "url": found.url or None,
        "summary": found.summary or None,
    }


def _page(collection: str, found: models.NewsPage | models.PublicationPage, record: Record) -> dict[str, Any]:
    return {
        **common(collection, found.slug, record, str(found.locale.language_code)),
        "title": found.title,
        "themes": [reference("themes", theme) for theme in found.themes.all()],
    }


def _paragraphs(found: models.NewsPage) -> Iterator[str]:
    """Say the blocks of an article as HTML; its pictures stay on its page."""
    for block in found.body:
        match block.block_type:
            case "prose":
                yield expand_db_html(block.value.source)
            case "quote":
                words, said_by = block.value["words"], block.value["said_by"]
                yield format_html("<blockquote><p>{}</p>{}</blockquote>", words, _by(said_by))
            case "not_recorded":
                yield format_html("<p>Not recorded: {}</p>", block.value["what"])


def _by(name: str) -> SafeString:
    return format_html("<p>{}</p>", name) if name else SafeString("")


def _cited(found: models.NewsPage | models.PublicationPage) -> list[Source]:
    return sources(cited.source for cited in found.sources.select_related("source"))
