"""How editors write our rich text: in Wagtail's editor, with a button that cites a record.

Our rich text keeps a citation as `<a data-record="uuid">`, Wagtail's editor as a link of the type `record`; a text is
turned from one to the other on its way into the editor and out of it.
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
    "record",
    "hr",
    "superscript",
    "subscript",
)
CITATION: Final = re.compile(r"<a\b[^>]*\bdata-record=\"([0-9a-fA-F-]{36})\"[^>]*>")


def as_links(html: str) -> str:
    """The text with its citations as links, for the editor."""
    return CITATION.sub(r'<a linktype="record" id="\1">', html)


class ProseEditor(DraftailRichTextArea):
    """Wagtail's editor with what our rich text may hold."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": list(FEATURES), **kwargs})

    def format_value(self, value: Any) -> Any:
        """What the editor is given."""
        return super().format_value(as_links(value) if isinstance(value, str) else value)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """What the form is given: citations as we keep them, and the addresses of pages that are linked to."""
        written = super().value_from_datadict(data, files, name)
        return expand_db_html(written) if isinstance(written, str) else written
