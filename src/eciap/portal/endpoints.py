"""Where machines read news and publications: what everybody may read, whoever asks."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from ninja import Path, Query, Router

from eciap.foundation.exchange.exports import Wanted, register_links
from eciap.foundation.records.schemas import Slug
from eciap.portal import queries, schemas

router = Router(tags=["News and publications"])
register_links("themes", news="news?theme={slug}", publications="publications?theme={slug}")


@router.get("/news", response=schemas.ArticleList, operation_id="listNews", summary="News")
def news(request: HttpRequest, wanted: Query[schemas.NewsWanted]) -> schemas.ArticleList:
    """The news, the newest first; an article that is not translated comes in the language of the original."""
    found = queries.with_themes(queries.for_everybody(queries.news(get_language() or "en")))
    if wanted.theme:
        found = found.filter(themes__slug=wanted.theme)
    if wanted.year:
        found = found.filter(date__startswith=str(wanted.year))
    shown = wanted.part(found)
    records = queries.records_of(page.translation_key for page in shown)
    items = [schemas.article(page, records) for page in shown]
    return schemas.ArticleList.of(items, found.count(), wanted, request.get_full_path())


@router.get("/news/{slug:slug}", response=schemas.WholeArticle, operation_id="getArticle", summary="One article")
def article(request: HttpRequest, slug: Path[Slug], wanted: Query[Wanted]) -> schemas.WholeArticle:
    """A news article with its text and sources."""
    found = queries.for_everybody(queries.news(get_language() or "en")).filter(slug=slug).first()
    if found is None:
        raise Http404("There is no article of this address.")
    return schemas.whole_article(found, queries.records_of([found.translation_key])[found.translation_key].record)


@router.get("/publications", response=schemas.PublicationList, operation_id="listPublications", summary="Publications")
def publications(request: HttpRequest, wanted: Query[schemas.PublicationsWanted]) -> schemas.PublicationList:
    """The publications, the newest first, with where they can be read."""
    found = queries.with_themes(queries.for_everybody(queries.publications(get_language() or "en")))
    found = found.select_related("locale", "publisher")
    if wanted.theme:
        found = found.filter(themes__slug=wanted.theme)
    if wanted.year:
        found = found.filter(date__startswith=str(wanted.year))
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    shown = wanted.part(found)
    records = queries.records_of(page.translation_key for page in shown)
    items = [schemas.publication(page, records) for page in shown]
    return schemas.PublicationList.of(items, found.count(), wanted, request.get_full_path())


@router.get(
    "/publications/{slug:slug}",
    response=schemas.WholePublication,
    operation_id="getPublication",
    summary="One publication",
)
def publication(request: HttpRequest, slug: Path[Slug], wanted: Query[Wanted]) -> schemas.WholePublication:
    """A publication with the sources of what is said of it."""
    pages = queries.for_everybody(queries.publications(get_language() or "en"))
    found = pages.select_related("locale", "publisher").filter(slug=slug).first()
    if found is None:
        raise Http404("There is no publication of this address.")
    return schemas.whole_publication(found, queries.records_of([found.translation_key])[found.translation_key].record)
