"""How hits of a search are shown."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext

from eciap.foundation.records.queries import Hit
from eciap.foundation.ui.components.cards import row_html
from eciap.foundation.ui.figures import day, number

register = template.Library()


@register.filter
def found_words(total: int) -> str:
    """Say how many records were found."""
    return ngettext("%(number)s record", "%(number)s records", total) % {"number": number(total)}


@register.simple_tag
def hit_row(hit: Hit, kind: object, hue: str) -> SafeString:
    """Show a hit: its title and an excerpt with the words marked, what it is, and when it was."""
    excerpt: SafeString = hit.excerpt
    if hit.language.partition("-")[0] != (get_language() or "en").partition("-")[0]:
        excerpt = format_html('<span lang="{}">{}</span>', hit.language, hit.excerpt)
    date = day(hit.entry.date) if hit.entry.date else ""
    meta = (kind, date)
    return row_html(hit.title, hit.record.address_here, excerpt, meta, hit.record.address, hue)
