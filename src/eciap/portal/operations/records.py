"""Keeping the record of a page: one for all its languages, with what it cites and what it leads to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db import transaction
from wagtail.models import Page

from eciap.foundation.audit.operations import log
from eciap.foundation.records.enums import Certainty, EvidenceKind
from eciap.foundation.records.models import PUBLIC, EvidenceLink, Record
from eciap.foundation.records.operations import (
    bury_record,
    index_record,
    link_evidence,
    put_citations,
    put_record,
    unlink_evidence,
)
from eciap.portal.models import PageRecord, PortalPage
from eciap.portal.queries import published_languages

if TYPE_CHECKING:
    from eciap.foundation.accounts.models import Person


@transaction.atomic
def keep_record(*, page: PortalPage, by: Person | None, certainty: str = "") -> Record | None:
    """Bring the record of a page up to date with what is published of it, in every language.

    A page that is not published in any language keeps its record, but nobody sees it; nor do they what stands behind a
    door in every language. Pages without a kind of record, such as lists, have none.
    """
    kept = PageRecord.objects.filter(translation_key=page.translation_key).select_related("record").first()
    published = published_languages(page)
    if page.record_kind is None or (kept is None and not published):
        return None
    open_to_all = {language: one for language, one in published.items() if not one.get_view_restrictions()}
    told = open_to_all or published
    original = told.get(settings.LANGUAGE_CODE) or next(iter(told.values()), None)
    if original is None or not isinstance(original, PortalPage):
        return _withdraw(kept.record, page, by) if kept else None
    record = put_record(
        record=kept.record if kept else None,
        kind=page.record_kind,
        titles={language: translation.title for language, translation in told.items()},
        address=original.address,
        language=original.locale.language_code,
        audience=(PUBLIC,) if open_to_all else (),
        certainty=certainty or (kept.record.certainty if kept else Certainty.CERTAIN),
    )
    if kept is None:
        PageRecord.objects.create(translation_key=page.translation_key, record=record)
    _hang_on(record, original, by)
    log("portal.page.recorded", by=by, on=record.pk, data={"kind": record.kind, "languages": sorted(told)})
    return record


@transaction.atomic
def give_up_record(*, page: PortalPage, by: Person | None) -> None:
    """Bury the record of a page that was deleted in its last language; else say what is left."""
    if type(page).objects.filter(translation_key=page.translation_key).exclude(pk=page.pk).exists():
        keep_record(page=page, by=by)
        return
    for kept in PageRecord.objects.filter(translation_key=page.translation_key).select_related("record"):
        bury_record(record=kept.record, by=by)
        index_record(record=kept.record)
        log("portal.page.deleted", by=by, on=kept.record_id, data={"kind": kept.record.kind})


def _withdraw(record: Record, page: Page, by: Person | None) -> Record:
    record = put_record(
        record=record,
        kind=record.kind,
        titles=record.titles,
        address=record.address,
        language=record.language,
        audience=(),
        certainty=record.certainty,
    )
    index_record(record=record)
    log("portal.page.withdrawn", by=by, on=record.pk, data={"kind": record.kind, "page": page.pk})
    return record


def _hang_on(record: Record, page: PortalPage, by: Person | None) -> None:
    sources = page.sources.select_related("source") if hasattr(page, "sources") else ()
    put_citations(record=record, sources=[cited.source.key for cited in sources])
    related = page.related.values_list("record_id", flat=True) if hasattr(page, "related") else ()
    _link(record, [uuid for uuid in related if uuid != record.pk], by)
    index_record(record=record)


def _link(record: Record, wanted: Iterable[UUID], by: Person | None) -> None:
    """Let exactly these records be the context of the page's."""
    links = {
        link.from_record_id: link
        for link in EvidenceLink.objects.filter(to_record=record, kind=EvidenceKind.CONTEXT).order_by("pk")
    }
    missing = dict.fromkeys(uuid for uuid in wanted if uuid not in links)
    for other in Record.objects.filter(pk__in=missing, deleted_at=None).order_by("pk"):
        link_evidence(from_record=other, to_record=record, kind=EvidenceKind.CONTEXT, by=by)
    for uuid in links.keys() - set(wanted):
        unlink_evidence(link=links[uuid], by=by)
