"""How editors write our rich text: in Wagtail's editor, with citations of records shown as links to `/record/<uuid>/`.

The editor knows links and no citations. So a citation enters it as a link to an address that no page has, and leaves it
as a citation again; an editor makes a new one by linking to such an address.
"""

from __future__ import annotations

import re
from typing import Any, Final

from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.rich_text import expand_db_html

FEATURES: Final = (
    "h2",
    "h3",
    "h4",
    "bold",
    "italic",
    "ol",
    "ul",
    "blockquote",
    "link",
    "hr",
    "superscript",
    "subscript",
)
CITATION: Final = re.compile(r"<a\b[^>]*\bdata-record=\"([0-9a-fA-F-]{36})\"[^>]*>")
LINK: Final = re.compile(r"<a\b[^>]*\bhref=\"(?:https?://[^/\"]+)?/record/([0-9a-fA-F-]{36})/?\"[^>]*>")


def as_links(html: str) -> str:
    """The text with its citations as links, for the editor."""
    return CITATION.sub(r'<a href="/record/\1/">', html)


def as_citations(html: str) -> str:
    """The text as it is kept: links to records are citations, links to pages of ours have their address."""
    return LINK.sub(r'<a data-record="\1">', expand_db_html(html))


class ProseEditor(DraftailRichTextArea):
    """Wagtail's editor with what our rich text may hold."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": list(FEATURES), **kwargs})

    def format_value(self, value: Any) -> Any:
        """What the editor is given."""
        return super().format_value(as_links(value) if isinstance(value, str) else value)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """What the form is given."""
        written = super().value_from_datadict(data, files, name)
        return as_citations(written) if isinstance(written, str) else written
