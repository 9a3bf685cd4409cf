"""The content sections of the portal: front page, news, publications and standing pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated

from django.utils.translation import gettext, gettext_noop, override
from pydantic import AfterValidator, Field

from eciap.alliance import queries as alliance
from eciap.foundation.exchange.content import Section, UnknownKey, register
from eciap.foundation.exchange.schemas import Address, Entry, Key, Line, When, Words
from eciap.foundation.languages.periods import Period
from eciap.portal import operations, queries
from eciap.portal.enums import PublicationKind
from eciap.portal.models import HomePage, NewsPage, PublicationPage, TextPage
from eciap.vocabulary.queries import themes_by_slug

if TYPE_CHECKING:
    from eciap.foundation.accounts.models import Person
    from eciap.foundation.records.models import Record
    from eciap.vocabulary.models import Theme
FRONT_PAGE = gettext_noop("Front page")


def _known(date: Period | None) -> Period:
    if date is None:
        message = "news have a date"
        raise ValueError(message)
    return date


class HomeWords(Words):
    """What the front page says."""

    headline: Line
    lead: Line = ""


class ArticleWords(Words):
    """What an article or a standing page says; `body` is HTML."""

    title: Line
    lead: Line = ""
    body: str = ""


class PublicationWords(Words):
    """What a publication is called and what is in it."""

    title: Line
    summary: Line = ""


class HomeEntry(Entry):
    """The front page as a content file gives it; it needs no key."""

    key: Key = "home"
    milestones: list[Key] = Field(default_factory=list)
    texts: dict[str, HomeWords]


class NewsEntry(Entry):
    """A news article as a content file gives it."""

    date: Annotated[When, AfterValidator(_known)]
    themes: list[Key] = Field(default_factory=list)
    related: list[Key] = Field(default_factory=list)
    texts: dict[str, ArticleWords]


class PublicationEntry(Entry):
    """A publication as a content file gives it."""

    date: When = None
    kind: PublicationKind = PublicationKind.OTHER
    publisher: Key | None = None
    themes: list[Key] = Field(default_factory=list)
    related: list[Key] = Field(default_factory=list)
    url: Address | None = None
    texts: dict[str, PublicationWords]


class PageEntry(Entry):
    """A standing page as a content file gives it."""

    slug: Key
    texts: dict[str, ArticleWords]


def put_home(entry: HomeEntry, _home: HomePage | None, *, by: Person | None) -> HomePage:
    """Write the front page."""
    texts = {}
    for language, words in entry.texts.items():
        with override(language):
            texts[language] = {"title": gettext(FRONT_PAGE), "headline": words.headline, "lead": words.lead}
    return operations.put_home(texts=texts, milestones=_milestones(entry.milestones), by=by)


def put_news(entry: NewsEntry, page: NewsPage | None, *, by: Person | None) -> NewsPage:
    """Write a news article."""
    return operations.put_news(
        page=page,
        slug=entry.key,
        date=_known(entry.date),
        texts=_texts(entry.texts),
        themes=_themes(entry.themes),
        sources=entry.sources,
        related=_records(entry.related, "related"),
        certainty=entry.certainty,
        by=by,
    )


def put_publication(entry: PublicationEntry, page: PublicationPage | None, *, by: Person | None) -> PublicationPage:
    """Write a publication."""
    publisher = alliance.organisations().filter(slug=entry.publisher).first() if entry.publisher else None
    if entry.publisher and publisher is None:
        raise UnknownKey(entry.publisher, "publisher")
    return operations.put_publication(
        page=page,
        slug=entry.key,
        date=entry.date,
        kind=entry.kind,
        publisher=publisher,
        url=entry.url or "",
        texts=_texts(entry.texts),
        themes=_themes(entry.themes),
        sources=entry.sources,
        related=_records(entry.related, "related"),
        certainty=entry.certainty,
        by=by,
    )


def put_page(entry: PageEntry, page: TextPage | None, *, by: Person | None) -> TextPage:
    """Write a standing page."""
    return operations.put_text_page(
        page=page,
        slug=entry.slug,
        texts=_texts(entry.texts),
        sources=entry.sources,
        certainty=entry.certainty,
        by=by,
    )


def _texts(texts: Mapping[str, Words]) -> dict[str, dict[str, str]]:
    return {language: words.model_dump(exclude={"translator"}) for language, words in texts.items()}


def _themes(keys: Iterable[str]) -> list[Theme]:
    found = themes_by_slug(keys)
    for at, key in enumerate(keys):
        if key not in found:
            raise UnknownKey(key, "themes", at)
    return [found[key] for key in keys]


def _records(keys: Iterable[str], field: str) -> list[Record]:
    found = queries.records_named(keys)
    for at, key in enumerate(keys):
        if key not in found:
            raise UnknownKey(key, field, at)
    return [found[key] for key in keys]


def _milestones(keys: Iterable[str]) -> list[Record]:
    """Return entries of the chronicle, and nothing else that happens to share their key."""
    found = queries.records_at(f"/timeline/#{key}" for key in keys)
    for at, key in enumerate(keys):
        if f"/timeline/#{key}" not in found:
            raise UnknownKey(key, "milestones", at)
    return [found[f"/timeline/#{key}"] for key in keys]


SECTIONS = (
    Section(
        name="home",
        file="home.yaml",
        schema=HomeEntry,
        single=True,
        find=lambda _key: queries.written_home_page(),
        put=put_home,
        after=("alliance", "chronicle", "news", "publications", "pages"),
        state=queries.content_of,
    ),
    Section(
        name="publications",
        file="publications.yaml",
        schema=PublicationEntry,
        find=lambda key: queries.original_of(PublicationPage, key),
        put=put_publication,
        after=("themes", "organisations", "actions", "recommendations"),
        state=queries.content_of,
    ),
    Section(
        name="news",
        file="news.yaml",
        schema=NewsEntry,
        find=lambda key: queries.original_of(NewsPage, key),
        put=put_news,
        after=("themes", "organisations", "actions", "recommendations", "publications"),
        state=queries.content_of,
    ),
    Section(
        name="pages",
        file="pages.yaml",
        schema=PageEntry,
        find=lambda key: queries.original_of(TextPage, key),
        put=put_page,
        after=("sources",),
        state=queries.content_of,
    ),
)


def register_sections() -> None:
    """Add the sections; called when the platform starts."""
    for section in SECTIONS:
        register(section)
