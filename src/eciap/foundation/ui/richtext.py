"""The one rich-text type: sanitised before it is stored, and able to cite records by their uuid.

A citation is `<a data-record="uuid">words</a>`. Who knows records registers a resolver; a page asks it once for all
citations that it shows. A record that is gone keeps its words and loses its link.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from html import unescape
from typing import Any, Final, NamedTuple
from uuid import UUID

import nh3
from django.db import models
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

# What the editor can hold as well, so that opening and saving a text loses nothing of it.
TAGS: Final = frozenset("p br h2 h3 h4 ul ol li blockquote a em strong i b sub sup hr".split())  # noqa: SIM905 - reads as a list of words
ATTRIBUTES: Final = {
    "a": {"href", "data-record", "hreflang", "lang"},
    "p": {"lang"},
    "blockquote": {"lang"},
    "em": {"lang"},
    "i": {"lang"},
}
SCHEMES: Final = frozenset({"http", "https", "mailto"})
CITATION: Final = re.compile(r"<a\b[^>]*\bdata-record=\"([0-9a-fA-F-]{32,36})\"[^>]*>(.*?)</a>", re.DOTALL)


class Cited(NamedTuple):
    """What a record is called and where it lies now; no address when it is gone or not for this reader."""

    title: str
    url: str = ""


type Resolver = Callable[[list[UUID]], Mapping[UUID, Cited]]


def nobody(_uuids: list[UUID]) -> dict[UUID, Cited]:
    """The resolver before records are there: it knows none."""
    return {}


_resolver: Resolver = nobody


def register(resolver: Resolver) -> None:
    """Say who knows the records that rich text cites."""
    global _resolver  # noqa: PLW0603 - one resolver per process, set once at start-up
    _resolver = resolver


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Drop a citation whose target is no uuid."""
    if (tag, name) == ("a", "data-record"):
        return value if _uuid(value) else None
    return value


def sanitised(html: str) -> str:
    """The same text with nothing in it but what rich text may hold."""
    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=_attribute,
        url_schemes=set(SCHEMES),
        link_rel="noopener",
        strip_comments=True,
    ).strip()


def plain(html: str) -> str:
    """The words alone, for search and summaries."""
    spaced = re.sub(r"(</(?:p|h2|h3|h4|li|blockquote)>|<br>)", r"\1 ", html)
    return " ".join(unescape(nh3.clean(spaced, tags=set())).split())


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def cited_in(*texts: str) -> list[UUID]:
    """The records that these texts cite, each once, in order."""
    found = (_uuid(match[1]) for text in texts for match in CITATION.finditer(text))
    return list(dict.fromkeys(uuid for uuid in found if uuid))


def _citation(words: SafeString, cited: Cited | None) -> SafeString:
    if cited and cited.url:
        return format_html('<a class="citation" href="{}" title="{}">{}</a>', cited.url, cited.title, words)
    return format_html('<span class="citation" data-gone title="{}">{}</span>', _("No longer published"), words)


def rendered_all(texts: Iterable[str]) -> list[SafeString]:
    """Several texts of one page, their citations resolved in one call."""
    clean = [sanitised(text) for text in texts]
    uuids = cited_in(*clean)
    known = _resolver(uuids) if uuids else {}

    def cite(match: re.Match[str]) -> str:
        uuid = _uuid(match[1])
        return _citation(SafeString(match[2]), known.get(uuid) if uuid else None)

    return [SafeString(CITATION.sub(cite, text)) for text in clean]


def rendered(text: str) -> SafeString:
    """One text, ready for `<div class="prose">`."""
    return rendered_all([text])[0]


class RichTextField(models.TextField):
    """Text that is sanitised on its way into the database, whoever writes it."""

    def get_prep_value(self, value: Any) -> Any:
        """Sanitise; this is passed by `save`, `update` and `bulk_create` alike."""
        prepared = super().get_prep_value(value)
        return sanitised(prepared) if isinstance(prepared, str) else prepared

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001 - as Django calls it
        """Let the instance hold what the database will hold."""
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = sanitised(value)
            setattr(model_instance, self.attname, value)
        return value
