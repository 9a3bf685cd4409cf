"""Reading pages: the front page, lists of news and publications, one page in all its languages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, ExpressionWrapper, F, Model, OuterRef, Q, QuerySet
from wagtail.models import Page, PageViewRestriction, ReferenceIndex, Site

from eciap.foundation.languages.queries import bringing, built_once
from eciap.foundation.records.models import PUBLIC
from eciap.foundation.records.queries import citations_with_sources
from eciap.portal.models import (
    HomeMilestone,
    HomePage,
    NewsIndexPage,
    NewsPage,
    PageRecord,
    PortalPage,
    PublicationIndexPage,
    PublicationPage,
)

_SAID_IN_SHORT: dict[type[PortalPage], tuple[str, ...]] = {NewsPage: ("lead",), PublicationPage: ("summary", "kind")}


def home_page() -> HomePage | None:
    """Return the front page in the original language, or None before there is one."""
    home: HomePage | None = (
        HomePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE).order_by("path").first()
    )
    return home


def written_home_page() -> HomePage | None:
    """Return the front page once somebody has written it; None while it is as it was planted."""
    home = home_page()
    return home if home and home.headline != settings.WAGTAIL_SITE_NAME else None


def news_index() -> NewsIndexPage:
    """Return the list of news in the original language."""
    index: NewsIndexPage = NewsIndexPage.objects.get(locale__language_code=settings.LANGUAGE_CODE)
    return index


def publication_index() -> PublicationIndexPage:
    """Return the list of publications in the original language."""
    index: PublicationIndexPage = PublicationIndexPage.objects.get(locale__language_code=settings.LANGUAGE_CODE)
    return index


def default_site() -> Site:
    """Return the site that this platform serves."""
    return Site.objects.get(is_default_site=True)


def news(language: str) -> QuerySet[NewsPage]:
    """Return the published news for a reader of `language`, the newest first; untranslated ones in the original."""
    return _published(NewsPage, language).order_by("-date", "-pk")


def publications(language: str) -> QuerySet[PublicationPage]:
    """Return the publications for a reader of `language`, the newest first; untranslated ones in the original."""
    return _published(PublicationPage, language).order_by("-date", "-pk")


def of_theme[P: (NewsPage, PublicationPage)](pages: QuerySet[P], theme_id: int) -> QuerySet[P]:
    """Narrow news or publications to a theme."""
    return pages.filter(themes=theme_id)


def with_themes[P: (NewsPage, PublicationPage)](pages: QuerySet[P]) -> QuerySet[P]:
    """Add the themes of each page with their words: two queries for any number of pages."""
    return pages.prefetch_related("themes__texts")


def for_everybody[P: (NewsPage, PublicationPage)](pages: QuerySet[P]) -> QuerySet[P]:
    """Narrow pages to those whose record everybody may see; it names them wherever they move."""
    records = PageRecord.objects.filter(record__deleted_at=None, record__audience__contains=[PUBLIC])
    return pages.filter(translation_key__in=records.values("translation_key"))


def in_short[P: (NewsPage, PublicationPage)](pages: QuerySet[P]) -> QuerySet[P]:
    """Read no more of pages than what a row of a list says; no query more."""
    return pages.only("title", "url_path", "date", "locale__language_code", *_SAID_IN_SHORT[pages.model])


def in_rows[P: (NewsPage, PublicationPage)](pages: QuerySet[P]) -> QuerySet[P]:
    """Read what a row of a list says, and bring the themes of each page along without their words; no query more."""
    return bringing(in_short(pages), "themes")


@built_once
def news_in_rows(language: str) -> QuerySet[NewsPage]:
    """Return the news for a reader of `language` as rows of a list, the newest first: one query."""
    return in_rows(news(language))


def milestones_of(page: HomePage) -> QuerySet[HomeMilestone, UUID]:
    """Return the records of the milestones that the published front page shows, for another query to ask within."""
    shown: QuerySet[HomeMilestone, UUID] = HomeMilestone.objects.filter(page=page).order_by()
    return shown.values_list("record", flat=True)


def milestones_of_draft(page: HomePage) -> list[UUID]:
    """Return the records of the milestones that a draft of the front page has."""
    return [milestone.record_id for milestone in page.milestones.all()]


def original_of(kind: type[PortalPage], slug: str) -> Any:
    """Return the page of this kind and slug in the original language, or None."""
    return kind.objects.filter(slug=slug, locale__language_code=settings.LANGUAGE_CODE).first()


def published_languages(page: Page) -> dict[str, Page]:
    """Return the published pages of a translation group by language: one query."""
    group = type(page).objects.live().filter(translation_key=page.translation_key).select_related("locale")
    return {translation.locale.language_code: translation for translation in group.order_by("locale_id")}


def open_pages[P: PortalPage](kind: type[P]) -> QuerySet[P]:
    """Return the published pages of a kind that stand behind no door."""
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    shut = PageViewRestriction.objects.annotate(below=path).filter(below__startswith=F("page__path"))
    pages: QuerySet[P] = kind.objects.live().exclude(Exists(shut))
    return pages


def is_linked_to(thing: Model) -> bool:
    """Tell whether a published page that stands behind no door leads to a document or shows a picture: two queries."""
    pages = ReferenceIndex.get_references_to(thing).filter(base_content_type=ContentType.objects.get_for_model(Page))
    return bool(
        Page.objects.live()
        .public()
        .filter(pk__in=[int(pk) for pk in pages.values_list("object_id", flat=True)])
        .exists()
    )


def records_of(translation_keys: Iterable[UUID]) -> dict[UUID, PageRecord]:
    """Return the records of translation groups with what they cite: two queries."""
    kept = PageRecord.objects.select_related("record").prefetch_related(citations_with_sources("record"))
    return kept.in_bulk(list(translation_keys))


def pages_of_records(uuids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Return the translation group of each record."""
    return dict(PageRecord.objects.filter(record__in=list(uuids)).values_list("record_id", "translation_key"))


@built_once
def _published[P: PortalPage](kind: type[P], language: str) -> QuerySet[P]:
    translated = kind.objects.live().filter(translation_key=OuterRef("translation_key"), locale__language_code=language)
    wanted = Q(locale__language_code=language) | (Q(locale__language_code=settings.LANGUAGE_CODE) & ~Exists(translated))
    return open_pages(kind).filter(wanted).select_related("locale")
