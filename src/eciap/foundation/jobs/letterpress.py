"""Letters as they are read: one template gives the HTML in our look and, from the same words, the plain text.

A template extends `jobs/letter.html`, fills its blocks `subject` and `content` with plain HTML, and knows nothing of
the manners of mail programs; `presses` sees to these.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from eciap.foundation.jobs.presses import SIGNATURE, HtmlPress, TextPress
from eciap.foundation.ui import site

PLAIN: Final = "jobs/plain_letter.html"
ADDRESS: Final = re.compile(r"(https?://[^\s<>]+[^\s<>.,;:!?)\]])")


@dataclass(frozen=True, slots=True)
class Words:
    """A letter before it is sealed."""

    subject: str
    html: str
    text: str


def compose(template: str, context: Mapping[str, Any], *, language: str) -> Words:
    """Set a letter from its template, in a language."""
    with translation.override(language):
        given = {"site_name": site.current().name, "unsubscribe_url": "", **context}
        return press(render_to_string(template, given))


def typeset(subject: str, text: str, *, language: str) -> str:
    """Give finished plain words, such as a library writes them, our look; what follows `-- ` becomes the foot."""
    body, _, foot = text.replace("\r\n", "\n").partition(f"\n{SIGNATURE}\n")
    given = {"subject": subject, "paragraphs": _paragraphs(body), "signature": _paragraphs(foot)}
    return compose(PLAIN, given, language=language).html


def press(source: str) -> Words:
    """Turn the HTML that a template gives into a letter; the title is its subject."""
    html, text = HtmlPress(), TextPress()
    html.feed(source)
    text.feed(source)
    html.close()
    text.close()
    return Words(subject=" ".join(text.title.split()), html=html.result, text=text.result)


def _paragraphs(text: str) -> list[SafeString]:
    return [_set(paragraph.strip()) for paragraph in text.split("\n\n") if paragraph.strip()]


def _set(paragraph: str) -> SafeString:
    """Keep the lines, and make links of addresses; the bare name of a host is only a name."""
    return format_html_join(SafeString("<br>"), "{}", ((_linked(line),) for line in paragraph.split("\n")))


def _linked(line: str) -> SafeString:
    parts = ADDRESS.split(line)  # every second one is an address
    return format_html_join(
        "", "{}", ((format_html('<a href="{0}">{0}</a>', part) if at % 2 else part,) for at, part in enumerate(parts))
    )
