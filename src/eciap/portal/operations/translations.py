"""Putting a page and its translation side by side, as wagtail-localize keeps them for translators."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.db import transaction
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from eciap.foundation.audit.operations import log
from eciap.portal.models import PortalPage

if TYPE_CHECKING:
    from eciap.foundation.accounts.models import Person


@transaction.atomic
def put_side_by_side(*, page: PortalPage, translation: PortalPage, by: Person | None) -> bool:
    """Show translators each piece of `page` beside the same piece of `translation`, and tell whether that can be done.

    Where the two are not made of the same pieces the translation is edited as a page of its own.
    """
    source, _changed = TranslationSource.update_or_create_from_instance(page)
    pairs = _pairs(page, translation)
    said = {
        (row.translation_of_id, row.context_id): row
        for row in StringTranslation.objects.filter(context__object_id=source.object_id, locale=translation.locale)
    }
    for segment in StringSegment.objects.filter(source=source).select_related("context", "string").order_by("order"):
        words = (pairs or {}).get((segment.context.path, segment.string.data))
        if words is not None:
            fresh = StringTranslation(translation_of=segment.string, locale=translation.locale, context=segment.context)
            row = said.setdefault((segment.string_id, segment.context_id), fresh)
            row.data, row.translation_type, row.last_translated_by = (
                words,
                StringTranslation.TRANSLATION_TYPE_MANUAL,
                by,
            )
            row.save()
    Translation.objects.update_or_create(
        source=source, target_locale=translation.locale, defaults={"enabled": pairs is not None}
    )
    data = {"page": page.pk, "language": translation.locale.language_code, "side_by_side": pairs is not None}
    log("portal.translation.placed", by=by, data=data)
    return pairs is not None


def _pairs(page: PortalPage, translation: PortalPage) -> dict[tuple[str, str], str] | None:
    """Return what each string of the page, at its path, is in the translation; None when the pieces do not match."""
    originals, translated = _strings(page), _strings(translation)
    pairs: dict[tuple[str, str], str] = {}
    for path, strings in originals.items():
        others = translated.get(path, [])
        if len(strings) != len(others):
            return None
        pairs |= {(path, one): other for one, other in zip(strings, others, strict=True)}
    return pairs


def _strings(page: Any) -> dict[str, list[str]]:
    strings: dict[str, list[str]] = defaultdict(list)
    for segment in extract_segments(page):
        if isinstance(segment, StringSegmentValue):
            strings[segment.path].append(segment.string.data)
    return strings
