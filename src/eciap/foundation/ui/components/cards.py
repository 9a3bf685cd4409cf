"""Rows, cards and doors: one thing of a list, one thing of a choice, the way into a theme."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from eciap.foundation.ui import marks

EMPTY = SafeString("")


def _mark(identifier: object, hue: str) -> SafeString:
    return marks.mark(str(identifier), hue) if identifier else EMPTY


def _text(text: object) -> SafeString:
    return format_html("<p>{}</p>", text) if text else EMPTY


def _meta(words: Iterable[object]) -> SafeString:
    inside = format_html_join("", "<span>{}</span>", ((word,) for word in words if word))
    return format_html('<p class="meta">{}</p>', inside) if inside else EMPTY


def row_html(
    title: object,
    url: str,
    text: object = "",
    meta: Iterable[object] = (),
    identifier: object = "",
    hue: str = "ink",
    level: int = 3,
) -> SafeString:
    """One thing of a list, inside `<ul class="rows">`."""
    return format_html(
        '<li class="row" data-hue="{hue}">{mark}<h{level} class="row-title">'
        '<a href="{url}">{title}</a></h{level}>{text}{meta}</li>',
        hue=hue or "ink",
        mark=_mark(identifier, hue),
        level=int(level),
        url=url,
        title=title,
        text=_text(text),
        meta=_meta(meta),
    )


def card_html(
    title: object,
    url: str,
    text: object = "",
    meta: Iterable[object] = (),
    identifier: object = "",
    hue: str = "ink",
    level: int = 3,
) -> SafeString:
    """One thing of a choice, inside `<ul class="cards">`."""
    return format_html(
        '<li class="card" data-hue="{hue}">{mark}<h{level} class="card-title">'
        '<a href="{url}">{title}</a></h{level}>{text}{meta}</li>',
        hue=hue or "ink",
        mark=_mark(identifier, hue),
        level=int(level),
        url=url,
        title=title,
        text=_text(text),
        meta=_meta(meta),
    )


def door_html(
    title: object,
    url: str,
    text: object = "",
    identifier: object = "",
    hue: str = "ink",
    level: int = 3,
    meta: Iterable[object] = (),
) -> SafeString:
    """The way into a theme, inside `<ul class="doors">`."""
    return format_html(
        '<li class="door" data-hue="{hue}">{mark}<h{level} class="door-title">'
        '<a href="{url}">{title}</a></h{level}>{text}{meta}</li>',
        hue=hue or "ink",
        mark=_mark(identifier or title, hue),
        level=int(level),
        url=url,
        title=title,
        text=_text(text),
        meta=_meta(meta),
    )
