"""Writing pages: the front page, news, publications and standing pages, in all their languages at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Orderable, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail_localize.fields import copy_synchronised_fields

from eciap.foundation.audit.operations import log
from eciap.foundation.languages.periods import Period
from eciap.foundation.records.enums import Certainty
from eciap.foundation.records.models import Record, Source
from eciap.foundation.records.queries import UnknownSource
from eciap.foundation.ui.richtext import sanitised
from eciap.portal.models import (
    HomeMilestone,
    HomePage,
    NewsPage,
    NewsRelated,
    NewsSource,
    PortalPage,
    PublicationPage,
    PublicationRelated,
    PublicationSource,
    TextPage,
    TextSource,
)
from eciap.portal.operations.records import keep_record
from eciap.portal.operations.translations import put_side_by_side
from eciap.portal.operations.tree import prepare_groups, prepare_tree
from eciap.portal.queries import home_page, news_index, publication_index, records_of

if TYPE_CHECKING:
    from eciap.alliance.models import Organisation
    from eciap.foundation.accounts.models import Person
    from eciap.vocabulary.models import Theme

type Texts = Mapping[str, Mapping[str, str]]

_BLOCKS = UUID("5f0c9f3e-6a0b-4b53-9a53-2a6a1d1a2d11")


@transaction.atomic
def put_home(*, texts: Texts, milestones: Sequence[Record], by: Person | None) -> HomePage:
    """Write the front page, with the whole trunk of the tree, its groups and its review where they are missing."""
    prepare_groups(by=by)
    home = _trunk(by)
    home.milestones = _in_order(HomeMilestone, "record", milestones)
    _write(home, None, texts, by)
    log("portal.home.written", by=by, data={"languages": sorted(texts)})
    return home


@transaction.atomic
def put_news(
    *,
    page: NewsPage | None,
    slug: str,
    date: Period,
    texts: Texts,
    themes: Sequence[Theme],
    sources: Sequence[str],
    related: Sequence[Record],
    by: Person | None,
    certainty: str = Certainty.CERTAIN,
) -> NewsPage:
    """Write a news article and publish it in every language of `texts` (`title`, `lead` and `body` as HTML).

    Raises:
        UnknownSource: naming the first key that is not recorded.

    """
    _trunk(by)
    page = page or NewsPage(slug=slug)
    _set(page, date=date, themes=list(themes))
    page.sources = _in_order(NewsSource, "source", _sources(sources))
    page.related = _in_order(NewsRelated, "record", related)
    _write(page, news_index(), texts, by)
    record = _recorded(page, certainty, by)
    log("portal.news.written", by=by, on=record.pk if record else None, data={"slug": slug, "languages": sorted(texts)})
    return page


@transaction.atomic
def put_publication(
    *,
    page: PublicationPage | None,
    slug: str,
    date: Period | None,
    kind: str,
    publisher: Organisation | None,
    url: str,
    texts: Texts,
    themes: Sequence[Theme],
    sources: Sequence[str],
    related: Sequence[Record] = (),
    by: Person | None,
    certainty: str = Certainty.CERTAIN,
) -> PublicationPage:
    """Write a publication and publish its page in every language of `texts` (`title` and `summary`).

    Raises:
        UnknownSource: naming the first key that is not recorded.

    """
    _trunk(by)
    page = page or PublicationPage(slug=slug)
    _set(page, date=date, kind=kind, publisher=publisher, url=url, themes=list(themes))
    page.sources = _in_order(PublicationSource, "source", _sources(sources))
    page.related = _in_order(PublicationRelated, "record", related)
    _write(page, publication_index(), texts, by)
    record = _recorded(page, certainty, by)
    log(
        "portal.publication.written",
        by=by,
        on=record.pk if record else None,
        data={"slug": slug, "languages": sorted(texts)},
    )
    return page


@transaction.atomic
def put_text_page(
    *,
    page: TextPage | None,
    slug: str,
    texts: Texts,
    sources: Sequence[str] = (),
    by: Person | None,
    certainty: str = Certainty.CERTAIN,
) -> TextPage:
    """Write a standing page and publish it in every language of `texts` (`title`, `lead` and `body` as HTML).

    Raises:
        UnknownSource: naming the first key that is not recorded.

    """
    page = page or TextPage(slug=slug)
    page.sources = _in_order(TextSource, "source", _sources(sources))
    _write(page, _trunk(by), texts, by)
    record = _recorded(page, certainty, by)
    log("portal.text.written", by=by, on=record.pk if record else None, data={"slug": slug, "languages": sorted(texts)})
    return page


def _trunk(by: Person | None) -> HomePage:
    """Return the front page in the original language; the trunk of the tree is planted where there is none."""
    home = home_page()
    if home is None:
        prepare_groups(by=by)
        home = prepare_tree(by=by)
    return home


def _write(page: PortalPage, parent: PortalPage | None, texts: Texts, by: Person | None) -> None:
    """Publish the page and its translations; what refers to what is indexed once for each, and not row by row."""
    with disable_reference_index_auto_update():
        _say(page, texts[settings.LANGUAGE_CODE])
        _publish(page, parent, by)
        translations = [
            _write_translation(page, Locale.objects.get(language_code=language), words, by)
            for language, words in texts.items()
            if language != settings.LANGUAGE_CODE
        ]
    for written in (page, *translations):
        ReferenceIndex.create_or_update_for_object(written)


def _recorded(page: PortalPage, certainty: str, by: Person | None) -> Record | None:
    """Return the record that was kept when the page was published, as certain as it is said to be."""
    kept = records_of([page.translation_key]).get(page.translation_key)
    if kept is None or kept.record.certainty != certainty:
        return keep_record(page=page, by=by, certainty=certainty)
    return kept.record


def _publish(page: PortalPage, parent: PortalPage | None, by: Person | None) -> None:
    if page.pk is None and parent is not None:
        page.live = False
        page.locale = parent.locale
        parent.add_child(instance=page)
    page.save_revision(user=by).publish(user=by)
    page.refresh_from_db()


def _write_translation(page: PortalPage, locale: Locale, words: Mapping[str, str], by: Person | None) -> PortalPage:
    existing = page.get_translation_or_none(locale)
    translation = existing or type(page)(translation_key=page.translation_key, slug=page.slug)
    copy_synchronised_fields(page, translation)
    _say(translation, words)
    _publish(translation, None if existing else page.get_parent().specific.get_translation(locale), by)
    put_side_by_side(page=page, translation=translation, by=by)
    return translation


def _set(page: PortalPage, **columns: Any) -> None:
    for name, value in columns.items():
        setattr(page, name, value)


def _say(page: PortalPage, words: Mapping[str, str]) -> None:
    _set(page, **{name: _body(page, value) if name == "body" else value for name, value in words.items()})


def _body(page: PortalPage, html: str) -> str:
    """Return HTML as the one block of prose; its id is the same in every language, so that translators see pairs."""
    block = {"type": "prose", "id": str(uuid5(_BLOCKS, page.slug)), "value": sanitised(html)}
    return json.dumps([block] if html else [])


def _in_order(kind: type[Orderable], column: str, things: Iterable[Any]) -> list[Any]:
    """Return a row for each thing that keeps its place: rows without one come back in any order."""
    return [kind(**{column: thing}, sort_order=place) for place, thing in enumerate(things)]


def _sources(keys: Sequence[str]) -> list[Any]:
    by_key = Source.objects.in_bulk(list(keys), field_name="key")
    for key in keys:
        if key not in by_key:
            raise UnknownSource(key)
    return [by_key[key] for key in dict.fromkeys(keys)]
