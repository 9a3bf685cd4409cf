"""What frames every page: menus, language links, the way to one's account, the head's share tags, pagination."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Page
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_from_request
from django.utils.translation import gettext as _

from eciap.foundation.ui import navigation
from eciap.foundation.ui.context_processors import Alternate
from eciap.foundation.ui.hues import hue_named
from eciap.foundation.ui.icons import icon

EMPTY = SafeString("")

# What would end a script element, or start a comment in it, inside a string of JSON.
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def json_ld_html(data: Mapping[str, object]) -> SafeString:
    """A page's schema.org description; a data block, which no browser runs."""
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False).translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', SafeString(text))


def menu_html(menu: str, request: HttpRequest) -> SafeString:
    """A menu as a list of links; the page that we are on says so."""
    rows = (
        (
            entry.url,
            SafeString(' aria-current="page"') if entry.is_here else EMPTY,
            icon(entry.icon) if entry.icon else EMPTY,
            entry.label,
        )
        for entry in navigation.entries(menu, request)
    )
    items = format_html_join("", '<li><a href="{}"{}>{}{}</a></li>', rows)
    return format_html('<ul class="menu-list">{}</ul>', items) if items else EMPTY


def language_links(alternates: Iterable[Alternate]) -> SafeString:
    """The other languages of this page, each named in itself."""
    others = [
        (alternate.url, alternate.code, alternate.code, alternate.name)
        for alternate in alternates
        if not alternate.is_here
    ]
    return format_html_join("", '<a class="tool" href="{}" hreflang="{}" lang="{}">{}</a>', others)


def language_choice(alternates: Iterable[Alternate]) -> SafeString:
    """All languages, ours marked."""
    rows = (
        (a.url, a.code, a.code, SafeString(' aria-current="true"') if a.is_here else EMPTY, a.name) for a in alternates
    )
    links = format_html_join("", '<a href="{}" hreflang="{}" lang="{}"{}>{}</a>', rows)
    return format_html('<nav class="choice" aria-label="{}">{}</nav>', _("Language"), links)


def account_link(request: HttpRequest, css: str = "tool") -> SafeString:
    """Sign in, or the way to one's account."""
    signed_in = request.user.is_authenticated
    try:
        url = reverse("account" if signed_in else "account_login")
    except NoReverseMatch:
        return EMPTY
    return format_html(
        '<a class="{}" href="{}">{}<span>{}</span></a>',
        css,
        _in_this_language(request, url),
        icon("person"),
        _("Account") if signed_in else _("Sign in"),
    )


def _in_this_language(request: HttpRequest, url: str) -> str:
    """An address without a language, by way of keeping the page's language where another would be taken there."""
    language = get_language() or settings.LANGUAGE_CODE
    if get_language_from_request(request) == language:
        return url
    return f"{reverse('ui:language', args=[language])}?{urlencode({'next': url})}"


def front_page() -> str:
    """The address of the front page in this language."""
    language = get_language()
    return "/" if language == settings.LANGUAGE_CODE else f"/{language}/"


def with_page(request: HttpRequest, number: int, name: str = "page") -> str:
    """This address at another page, filters kept."""
    query = request.GET.copy()
    query.pop(name, None)
    if number > 1:
        query[name] = str(number)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def pages_html(page: Page[object], request: HttpRequest, label: str = "") -> SafeString:
    """Links to the pages of a long list; nothing for a short one."""
    last = page.paginator.num_pages
    if last <= 1:
        return EMPTY
    cells: list[SafeString] = []
    if page.has_previous():
        cells.append(
            format_html(
                '<a rel="prev" href="{}">{} {}</a>',
                with_page(request, page.previous_page_number()),
                icon("previous"),
                _("Previous"),
            )
        )
    for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1):
        if not isinstance(number, int):
            cells.append(format_html("<span>{}</span>", number))
        elif number == page.number:
            cells.append(
                format_html(
                    '<a aria-current="page" href="{}" aria-label="{}">{}</a>',
                    with_page(request, number),
                    _("Page %(number)s") % {"number": number},
                    number,
                )
            )
        else:
            cells.append(
                format_html(
                    '<a href="{}" aria-label="{}">{}</a>',
                    with_page(request, number),
                    _("Page %(number)s") % {"number": number},
                    number,
                )
            )
    if page.has_next():
        cells.append(
            format_html(
                '<a rel="next" href="{}">{} {}</a>',
                with_page(request, page.next_page_number()),
                _("Next"),
                icon("next"),
            )
        )
    return format_html(
        '<nav aria-label="{}"><ul class="pages">{}</ul></nav>',
        label or _("Pages of this list"),
        format_html_join("", "<li>{}</li>", ((cell,) for cell in cells)),
    )


def card_url(identifier: object, hue: str) -> str:
    """Where the picture of a shared link lies."""
    return reverse("ui:card", args=[hue_named(hue), str(identifier).strip("/") or "site"])


def share_html(origin: str, url: str, site_name: str, title: str, description: str, picture: str) -> SafeString:
    """OpenGraph for links that are shared."""
    rows = [
        ("og:type", "website"),
        ("og:site_name", site_name),
        ("og:title", title),
        ("og:description", description),
        ("og:url", url),
        ("og:image", f"{origin}{picture}" if picture.startswith("/") else picture),
        ("og:locale", get_language() or ""),
    ]
    return format_html_join("\n", '<meta property="{}" content="{}">', (row for row in rows if row[1]))
