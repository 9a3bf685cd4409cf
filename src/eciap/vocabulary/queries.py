"""Reading themes, territories and codes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from eciap.foundation.languages.display import country_name
from eciap.foundation.languages.queries import bringing, built_once
from eciap.foundation.records.queries import citations_with_sources
from eciap.foundation.records.search import Document
from eciap.foundation.ui.richtext import plain
from eciap.vocabulary.enums import ThemeKind
from eciap.vocabulary.models import Code, Territory, Theme, ThemeText


def themes() -> QuerySet[Theme]:
    """Return the themes with their words, in the order of the alliance: one query."""
    return _with_words().filter(kind=ThemeKind.THEME)


def desks() -> QuerySet[Theme]:
    """Return the desks with their words: one query."""
    return _with_words().filter(kind=ThemeKind.DESK)


@built_once
def themes_and_desks() -> QuerySet[Theme]:
    """Return all subjects that the alliance works on with their words, themes first: one query."""
    return bringing(Theme.objects.order_by("-kind", "position", "slug"), "texts")


def themes_by_slug(slugs: Iterable[str]) -> dict[str, Theme]:
    """Return themes and desks by their address."""
    return {theme.slug: theme for theme in _with_words().filter(slug__in=list(slugs))}


def theme_page(slug: str) -> Theme:
    """Return a theme with its words, the theme above it, desks, record and sources: three queries.

    Raises:
        Theme.DoesNotExist: when there is none of this address.

    """
    desks = Prefetch("desks", bringing(Theme.objects.all(), "texts"))
    themes = bringing(Theme.objects.select_related("record", "parent"), "texts", "parent__texts")
    return themes.prefetch_related(desks, citations_with_sources("record")).get(slug=slug)


def territories(*, edition: int | None = None, level: int | None = None, country: str = "") -> QuerySet[Territory]:
    """Return territories of an edition, a level, a country, each where it is given."""
    wanted = Q()
    if edition is not None:
        wanted &= Q(edition=edition)
    if level is not None:
        wanted &= Q(level=level)
    if country:
        wanted &= Q(code__startswith=country)
    return Territory.objects.filter(wanted).select_related("parent")


def newest_edition() -> int | None:
    """Return the newest edition of territories that was imported."""
    return Territory.objects.order_by("-edition").values_list("edition", flat=True).first()


def codes(kind: str) -> QuerySet[Code]:
    """Return the codes of a kind with their list."""
    return Code.objects.filter(kind=kind).select_related("code_list")


def _with_words() -> QuerySet[Theme]:
    return bringing(Theme.objects.select_related("record"), "texts")


def search_documents(uuids: Sequence[UUID]) -> dict[UUID, list[Document]]:
    """Return what themes are found by, in each of their languages."""
    themes = Theme.objects.filter(record__in=uuids).select_related("parent").prefetch_related("texts")
    return {theme.record_id: [_document(theme, text) for text in theme.texts.all()] for theme in themes}


def _document(theme: Theme, text: ThemeText) -> Document:
    body = f"{text.question} {plain(text.lessons)} {plain(text.to_do)}"
    facets = {"theme": [theme.parent.slug if theme.parent else theme.slug]}
    return Document(text.language, text.name, text.summary, body, facets, names=(text.short,))


def theme_names(slugs: Sequence[str]) -> dict[str, str]:
    """Return the names of themes in the reader's language."""
    return {slug: str(theme) for slug, theme in themes_by_slug(slugs).items()}


def theme_hues(slugs: Sequence[str]) -> dict[str, str]:
    """Return the accents of themes."""
    return dict(Theme.objects.filter(slug__in=slugs).values_list("slug", "hue"))


def country_names(codes: Sequence[str]) -> dict[str, str]:
    """Return the names of countries (ISO 3166) in the reader's language."""
    return {code: country_name(code) for code in codes}
