"""Seats, timelines, evidence, chips and crumbs: the lists that pages are made of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from eciap.foundation.ui import figures, marks
from eciap.foundation.ui.icons import icon
from eciap.foundation.ui.shapes import Crumb, Facet, Link, Moment, Seat

EMPTY = SafeString("")


def linked(title: str, url: str = "") -> SafeString:
    """A title, as a link where it leads somewhere."""
    return format_html('<a href="{}">{}</a>', url, title) if url else format_html("{}", title)


def when_html(when: object) -> SafeString:
    """A date for people, and for machines where it is a full or partial one."""
    shown = figures.day(when)
    machine = when.isoformat()[:10] if isinstance(when, date) else str(when or "")
    if figures.PARTIAL.match(machine):
        return format_html('<time datetime="{}">{}</time>', machine, shown)
    return format_html('<span class="when">{}</span>', shown)


def held(since: object, until: object) -> str:
    """Since when, or from when to when, a seat was held."""
    if since and since == until:
        return figures.day(since)
    if since and until:
        return f"{figures.day(since)} – {figures.day(until)}"
    if since:
        words = pgettext("a day", "since %(date)s") if _is_day(since) else _("since %(date)s")
        return words % {"date": figures.day(since)}
    words = pgettext("a day", "until %(date)s") if _is_day(until) else _("until %(date)s")
    return words % {"date": figures.day(until)} if until else ""


def _is_day(when: object) -> bool:
    """Whether it is known to the day: other languages put an article before a day, and none before a year."""
    return isinstance(when, date) or len(str(when)) == len("2014-06-30")


def seat_html(seat: Seat) -> SafeString:
    """One place at the table."""
    identifier = str(seat.identifier or seat.organisation)
    who = format_html(
        '<p class="seat-role">{}{}{}</p>',
        seat.person or _("Nobody recorded"),
        ", " if seat.role else "",
        seat.role or "",
    )
    span = held(seat.since, seat.until)
    return format_html(
        '<li class="seat"{}>{}<p class="seat-name">{}</p>{}{}</li>',
        EMPTY if seat.person else SafeString(" data-empty"),
        marks.mark(identifier, str(seat.hue)),
        linked(seat.organisation, seat.url),
        who,
        format_html('<p class="seat-since">{}</p>', span) if span else EMPTY,
    )


def seats_html(seats: Iterable[Seat]) -> SafeString:
    """The places of a table."""
    return format_html('<ul class="seats">{}</ul>', format_html_join("", "{}", ((seat_html(seat),) for seat in seats)))


def timeline_html(moments: Iterable[Moment]) -> SafeString:
    """A story, oldest or newest first as given."""
    rows = (
        (
            SafeString(' data-weight="major"') if getattr(moment, "major", False) else EMPTY,
            when_html(moment.when),
            linked(moment.title, moment.url or ""),
            format_html("<p>{}</p>", moment.text) if moment.text else EMPTY,
        )
        for moment in moments
    )
    return format_html(
        '<ol class="timeline">{}</ol>', format_html_join("", '<li{}>{}<p class="what">{}</p>{}</li>', rows)
    )


def _evidence_side(heading: str, links: Iterable[Link], nothing: str) -> SafeString:
    rows = [
        (
            linked(link.title, link.url),
            format_html('<br><span class="relation">{}</span>', link.relation) if link.relation else EMPTY,
        )
        for link in links
    ]
    inside = (
        format_html('<ul class="plain">{}</ul>', format_html_join("", "<li>{}{}</li>", rows))
        if rows
        else format_html('<p class="quiet">{}</p>', nothing)
    )
    return format_html("<div><h3>{}</h3>{}</div>", heading, inside)


def evidence_html(
    title: str, rests_on: Iterable[Link], carries: Iterable[Link], identifier: str = "", hue: str = "ink"
) -> SafeString:
    """What this rests on, this, and what rests on this."""
    return format_html(
        '<div class="evidence">{}<p class="evidence-self">{}<span>{}</span></p>{}</div>',
        _evidence_side(_("Rests on"), rests_on, _("Nothing recorded yet")),
        marks.mark(identifier or title, hue),
        title,
        _evidence_side(_("What rests on this"), carries, _("Nothing yet")),
    )


def chip_html(label: str, hue: str = "", url: str = "") -> SafeString:
    """A small word about a thing."""
    tinted = format_html(' data-hue="{}"', hue) if hue else EMPTY
    if url:
        return format_html('<a class="chip"{} href="{}">{}</a>', tinted, url, label)
    return format_html('<span class="chip"{}>{}</span>', tinted, label)


def facets_html(label: str, facets: Iterable[Facet]) -> SafeString:
    """Choices as chips; a chosen one carries a cross, since following it takes the choice off."""
    rows = (
        (
            facet.url,
            SafeString(' aria-current="true"') if facet.chosen else EMPTY,
            format_html(' data-hue="{}"', facet.hue) if facet.hue and not facet.chosen else EMPTY,
            facet.label,
            format_html(' <span class="count">{}</span>', figures.number(facet.count))
            if facet.count is not None
            else EMPTY,
            icon("close") if facet.chosen else EMPTY,
        )
        for facet in facets
    )
    items = format_html_join("", '<li><a class="chip" href="{}"{}{}>{}{}{}</a></li>', rows)
    return format_html('<ul class="chips" aria-label="{}">{}</ul>', label, items)


def crumbs_html(crumbs: Iterable[Crumb]) -> SafeString:
    """The way here."""
    rows = (
        (
            format_html('<a href="{}">{}</a>', crumb.url, crumb.title)
            if crumb.url
            else format_html('<span aria-current="page">{}</span>', crumb.title),
        )
        for crumb in crumbs
    )
    return format_html(
        '<nav class="crumbs" aria-label="{}"><ol>{}</ol></nav>',
        _("You are here"),
        format_html_join("", "<li>{}</li>", rows),
    )
