"""Citing a record in Wagtail's editor: a button, the window in which the record is chosen, and how a citation is kept.

Wagtail keeps `<a linktype="record" id="uuid">`; what a reader gets of it is the citation of our rich text, which knows
the record's address and whether it is still there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from draftjs_exporter.dom import DOM
from wagtail import hooks
from wagtail.admin.rich_text.converters.html_to_contentstate import LinkElementHandler
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.rich_text import LinkHandler
from wagtail.rich_text.feature_registry import FeatureRegistry

from eciap.foundation.records.models import Record
from eciap.foundation.records.queries import living

FEATURE, ENTITY = "record", "RECORD"
NOWHERE = "<a>"


class RecordLinkHandler(LinkHandler):
    """What a link to a record becomes when prose leaves Wagtail: a citation, or no link where the id is none."""

    identifier = FEATURE

    @staticmethod
    def get_model() -> type[Record]:
        """Name what is linked to."""
        return Record

    @classmethod
    def expand_db_attributes(cls, attrs: Mapping[str, str]) -> str:
        """Open the element of one citation."""
        return format_html('<a data-record="{}">', attrs["id"]) if _uuid(attrs) else NOWHERE

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: Sequence[Mapping[str, str]]) -> list[str]:
        """Open the elements of several; who knows the records is asked once for a whole page, and not here."""
        return [cls.expand_db_attributes(attrs) for attrs in attrs_list]


class _CitationOpened(LinkElementHandler):
    """What the editor shows of a citation: the title that the record has now."""

    def get_attribute_data(self, attrs: Mapping[str, str]) -> dict[str, str]:
        uuid = _uuid(attrs)
        record = living().filter(pk=uuid).first() if uuid else None
        return {"id": attrs.get("id", ""), "title": str(record) if record else str(_("no longer there"))}


def _citation_kept(props: Mapping[str, Any]) -> Any:
    return DOM.create_element("a", {"linktype": FEATURE, "id": props.get("id")}, props["children"])


def _uuid(attrs: Mapping[str, str]) -> UUID | None:
    try:
        return UUID(attrs.get("id", ""))
    except ValueError:
        return None


@hooks.register("register_rich_text_features")
def citing(features: FeatureRegistry) -> None:
    """Offer the button to the editors that ask for the feature `record`."""
    features.register_link_type(RecordLinkHandler)
    button = {
        "type": ENTITY,
        "icon": "clipboard-list",
        "description": _("Cite a record"),
        "chooserUrls": {"record": reverse_lazy("record_chooser:choose")},
    }
    features.register_editor_plugin(
        "draftail", FEATURE, EntityFeature(button, js=["wagtailadmin/js/chooser-modal.js", "records/cite.js"])
    )
    rule = {
        "from_database_format": {f'a[linktype="{FEATURE}"]': _CitationOpened(ENTITY)},
        "to_database_format": {"entity_decorators": {ENTITY: _citation_kept}},
    }
    features.register_converter_rule("contentstate", FEATURE, rule)
