"""What a page says now, in all its languages: so that the content loader sees what an editor has changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eciap.portal.models import PortalPage

_NOT_CONTENT = {"pk", "page", "sort_order"}


def content_of(page: PortalPage) -> Mapping[str, Any]:
    """Return the latest draft of a page and its translations: what its kind translates or shares, and if it is out."""
    group = type(page).objects.filter(translation_key=page.translation_key).select_related("locale")
    return {translation.locale.language_code: _draft(translation) for translation in group.order_by("locale_id")}


def _draft(page: PortalPage) -> dict[str, Any]:
    data = page.get_latest_revision_as_object().serializable_data()
    said = {field.field_name: _plain(data[field.field_name]) for field in page.translatable_fields}
    return {**said, "live": page.live}


def _plain(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    return [{k: v for k, v in row.items() if k not in _NOT_CONTENT} if isinstance(row, dict) else row for row in value]
