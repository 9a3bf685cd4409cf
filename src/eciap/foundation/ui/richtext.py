"""The one rich-text type: sanitised before it is stored, with citations of records that are resolved when it is shown.

A citation is `<a data-record="uuid">words</a>`. Where it leads is known on a higher floor, which registers a resolver:
one call with all ids of a text answers with the address of each that the reader may open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

import nh3
from django.db import models
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

TAGS = frozenset(
    {"p", "h2", "h3", "h4", "ul", "ol", "li", "a", "em", "strong", "blockquote", "br", "abbr", "sub", "sup"}
)
ATTRIBUTES = {"a": {"href", "data-record", "hreflang"}, "abbr": {"title"}, "blockquote": {"cite"}}
SCHEMES = {"http", "https", "mailto"}

type Resolver = Callable[[Iterable[UUID]], Mapping[UUID, str]]

_CITATION = re.compile(r'<a data-record="([0-9a-f-]{36})"[^>]*>(.*?)</a>', re.DOTALL)
_resolvers: list[Resolver] = []


def clean(html: str) -> str:
    """Return what is left of `html` when everything but plain prose, safe links and citations is taken out."""
    return nh3.clean(html, tags=set(TAGS), attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None).strip()


def plain(html: str) -> str:
    """Return the words alone, for excerpts and for the search index."""
    return " ".join(nh3.clean(html.replace("<", " <"), tags=set()).split())


def resolve_with(resolver: Resolver) -> None:
    """Let a higher floor say where citations lead; called once when the platform starts."""
    _resolvers[:] = [resolver]


def render(html: str) -> SafeString:
    """Return stored rich text with each citation as a link, or as plain words where there is nothing to open."""
    ids = {UUID(found) for found, _words in _CITATION.findall(html)}
    addresses = _resolvers[0](ids) if ids and _resolvers else {}

    def cited(match: re.Match[str]) -> str:
        words = mark_safe(match[2])  # noqa: S308 - stored rich text was sanitised by the field
        address = addresses.get(UUID(match[1]))
        return format_html('<a class="citation" href="{}">{}</a>', address, words) if address else words

    return mark_safe(_CITATION.sub(cited, html))  # noqa: S308 - stored rich text was sanitised by the field


class RichTextField(models.TextField):
    """Text that is sanitised whenever it is saved, whoever saves it."""

    description = _("Rich text")

    def get_prep_value(self, value: Any) -> Any:
        """Sanitise what goes to the database, bulk operations included."""
        prepared = super().get_prep_value(value)
        return clean(prepared) if isinstance(prepared, str) else prepared

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001 - Django's signature
        """Let the instance hold what was stored."""
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = clean(value)
            setattr(model_instance, self.attname, value)
        return value
