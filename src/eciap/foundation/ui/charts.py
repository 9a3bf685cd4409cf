"""Charts drawn on the server. Shapes take percentages across and units down, so that words never shrink on a phone.

Every chart is, or carries, a table of its data. Colour never speaks alone: a length, a word or a pattern says the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count, pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from eciap.foundation.ui import figures
from eciap.foundation.ui.figures import Number
from eciap.foundation.ui.shapes import Bar, Interval

EMPTY = SafeString("")
NO_BAR = SafeString('<line class="l-strong" x1="0" y1="7" x2="100%" y2="7" stroke-dasharray="1 6"/>')


def share(part: float, whole: float) -> str:
    """A part of a whole as a percentage for an SVG attribute; held between nothing and all."""
    if whole <= 0:
        return "0%"
    return f"{min(100.0, max(0.0, 100 * part / whole)):.2f}".rstrip("0").rstrip(".") + "%"


def data_table(
    caption: str, heads: Sequence[str], rows: Iterable[Sequence[object]], *, folded: bool = True
) -> SafeString:
    """The numbers behind a chart; the first column names the row."""
    head = format_html_join("", '<th scope="col">{}</th>', ((text,) for text in heads))
    body = format_html_join(
        "",
        '<tr><th scope="row">{}</th>{}</tr>',
        ((row[0], format_html_join("", "<td>{}</td>", ((cell,) for cell in row[1:]))) for row in rows),
    )
    table = format_html(
        '<div class="scroll-x" tabindex="0" role="group" aria-label="{0}"><table>'
        "<caption>{0}</caption><thead><tr>{1}</tr></thead><tbody>{2}</tbody></table></div>",
        caption,
        head,
        body,
    )
    if not folded:
        return table
    return format_html('<details class="chart-table"><summary>{}</summary>{}</details>', _("Show as a table"), table)


def bar_chart(
    title: str, bars: Iterable[Bar], *, unit: str = "", label_head: str = "", value_head: str = ""
) -> SafeString:
    """Bars from nothing to the largest value: a table whose rows carry their bar."""
    every = list(bars)
    most = max((float(bar.value) for bar in every if bar.value is not None), default=0.0)
    rows = (
        (
            bar.label,
            format_html('<br><span class="relation">{}</span>', bar.note) if bar.note else EMPTY,
            NO_BAR
            if bar.value is None
            else format_html(
                '<rect class="{}" width="{}" height="14"/>',
                "c-solid" if bar.highlighted else "c-soft",
                share(float(bar.value), most),
            ),
            figures.quantity(bar.value, unit) if bar.value is not None else _("not recorded"),
        )
        for bar in every
    )
    body = format_html_join(
        "",
        '<tr><th scope="row">{}{}<svg width="100%" height="14" aria-hidden="true">{}</svg></th>'
        '<td class="number">{}</td></tr>',
        rows,
    )
    return format_html(
        '<figure class="chart"><figcaption>{0}</figcaption><table class="bars">'
        '<caption class="sr-only">{0}</caption><thead><tr><th scope="col">'
        '<span class="sr-only">{1}</span></th><th scope="col"><span class="sr-only">{2}</span></th>'
        "</tr></thead><tbody>{3}</tbody></table></figure>",
        title,
        label_head or _("What"),
        value_head or _("How much"),
        body,
    )


def interval_chart(
    title: str, intervals: Iterable[Interval], *, low: float, high: float, digits: int = 1
) -> SafeString:
    """Estimates with the range each lies in; rows that cannot be told apart share a band and say so."""
    span = high - low
    rows = (
        (
            SafeString(" data-tied") if row.tied else EMPTY,
            row.label,
            share(row.low - low, span),
            share(row.high - row.low, span),
            share(row.estimate - low, span),
            figures.number(row.estimate, digits),
            _("from %(low)s to %(high)s")
            % {"low": figures.number(row.low, digits), "high": figures.number(row.high, digits)},
            format_html("<br>{}", _("tied: cannot be told apart")) if row.tied else EMPTY,
        )
        for row in intervals
    )
    body = format_html_join(
        "",
        '<tr{}><th scope="row">{}<svg width="100%" height="18" aria-hidden="true">'
        '<line class="l-line" x1="0" x2="100%" y1="9" y2="9"/>'
        '<rect class="c-soft" x="{}" y="4" width="{}" height="10"/><circle class="c-ink" cx="{}"'
        ' cy="9" r="5"/></svg></th>'
        '<td class="number"><b>{}</b><br><span class="relation">{}{}</span></td></tr>',
        rows,
    )
    return format_html(
        '<figure class="chart"><figcaption>{0}</figcaption><table class="bars intervals">'
        '<caption class="sr-only">{0}</caption><thead><tr><th scope="col">'
        '<span class="sr-only">{1}</span></th><th scope="col"><span class="sr-only">{2}</span></th>'
        "</tr></thead><tbody>{3}</tbody></table></figure>",
        title,
        _("What"),
        _("Estimate and range"),
        body,
    )


def money_line(
    raised: Number,
    target: Number,
    *,
    as_of: object = "",
    currency: str = "EUR",
    label: str = "",
    source: SafeString = EMPTY,
) -> SafeString:
    """Money raised of a target, drawn to scale with its date."""
    there = share(float(raised), float(target))
    said = _("%(raised)s of %(target)s") % {
        "raised": figures.money(raised, currency),
        "target": figures.money(target, currency),
    }
    when = figures.day(as_of) if as_of else ""
    ticks = format_html_join(
        "", '<line class="l-strong" x1="{0}%" x2="{0}%" y1="34" y2="40"/>', ((tick,) for tick in (25, 50, 75))
    )
    return format_html(
        '<figure class="chart money"><figcaption>{label}</figcaption>'
        '<p class="money-sum">{raised} <small>{rest}</small></p>'
        '<svg width="100%" height="64" role="img" aria-label="{said}"><rect class="c-tint" y="10"'
        ' width="100%" height="24"/>'
        '<rect class="c-solid" y="10" width="{there}"'
        ' height="24"/>{ticks}<line class="l-ink" x1="{there}" x2="{there}" y1="4" y2="42"'
        ' stroke-width="2"/>'
        '<line class="l-ink" x1="100%" x2="100%" y1="4" y2="42" stroke-width="2"/>'
        '<text class="t-quiet" x="0" y="60">0</text><text class="t-strong" x="{there}" y="60"'
        ' text-anchor="middle">{percent}</text>'
        '<text class="t-quiet" x="100%" y="60" text-anchor="end">{target}</text></svg>'
        '<div class="chart-note cluster"><span>{when}</span>{source}</div></figure>',
        label=label,
        raised=figures.money(raised, currency),
        rest=_("of %(target)s") % {"target": figures.money(target, currency)},
        said=said,
        there=there,
        ticks=ticks,
        percent=figures.percent(round(float(raised) / float(target), 3)) if target else "",
        target=figures.money(target, currency),
        when=when,
        source=source,
    )


def _segments(values: Sequence[Number | None], height: int, low: float, high: float) -> SafeString:
    """The line piece by piece; where a value is missing the line has a gap, never a bridge."""
    last = max(len(values) - 1, 1)
    span = (high - low) or 1.0

    def at(index: int, value: Number) -> tuple[str, str]:
        return share(index, last), f"{height - 8 - (float(value) - low) / span * (height - 16):.1f}"

    points = [None if value is None else at(index, value) for index, value in enumerate(values)]
    lines = format_html_join(
        "",
        '<line class="l-solid" x1="{}" y1="{}" x2="{}" y2="{}"/>',
        ((*one, *two) for one, two in pairwise(points) if one and two),
    )
    dots = format_html_join(
        "", '<circle class="c-solid" cx="{}" cy="{}" r="3.5"/>', (point for point in points if point)
    )
    return format_html("{}{}", lines, dots)


def line_chart(
    title: str,
    points: Sequence[tuple[object, Number | None]],
    *,
    unit: str = "",
    height: int = 200,
    low: float = 0.0,
    high: float | None = None,
) -> SafeString:
    """A course over time on a scale that starts at nothing unless told otherwise."""
    values = [value for _when, value in points]
    known = [float(value) for value in values if value is not None]
    top = high if high is not None else max(known, default=1.0)
    first, last = (figures.day(points[0][0]), figures.day(points[-1][0])) if points else ("", "")
    desc = _("From %(first)s to %(last)s; lowest %(low)s, highest %(high)s.") % {
        "first": first,
        "last": last,
        "low": figures.quantity(min(known, default=0), unit),
        "high": figures.quantity(max(known, default=0), unit),
    }
    rows = (
        (figures.day(when), figures.quantity(value, unit) if value is not None else _("not recorded"))
        for when, value in points
    )
    return format_html(
        '<figure class="chart"><figcaption>{title}</figcaption><svg width="100%" height="{full}"'
        ' role="img" aria-label="{title}. {desc}"><title>{title}</title><desc>{desc}</desc>'
        '<line class="l-line" x1="0" x2="100%" y1="8" y2="8"/>'
        '<line class="l-strong" x1="0" x2="100%" y1="{floor}" y2="{floor}"/>{line}'
        '<text class="t-quiet" x="0" y="{words}">{first}</text><text class="t-quiet" x="100%"'
        ' y="{words}" text-anchor="end">{last}</text>'
        '<text class="t-quiet" x="0" y="2">{top}</text></svg>{table}</figure>',
        title=title,
        desc=desc,
        full=height + 22,
        floor=height - 8,
        words=height + 14,
        line=_segments(values, height, low, top),
        first=first,
        last=last,
        top=figures.quantity(round(top, 2), unit),
        table=data_table(title, (_("When"), _("How much")), rows),
    )


def small_multiples(
    title: str, series: Sequence[tuple[str, Sequence[Number | None]]], *, whens: Sequence[object], unit: str = ""
) -> SafeString:
    """The same small course for each of many, all on one scale."""
    known = [float(value) for _name, values in series for value in values if value is not None]
    top = max(known, default=1.0)
    cells = format_html_join(
        "",
        '<div><p>{}</p><svg width="100%" height="72" aria-hidden="true">'
        '<line class="l-strong" x1="0" x2="100%" y1="64" y2="64"/>{}</svg></div>',
        ((name, _segments(values, 72, 0.0, top)) for name, values in series),
    )
    heads = [_("What"), *(figures.day(when) for when in whens)]
    rows = (
        [name, *(figures.quantity(value, unit) if value is not None else _("not recorded") for value in values)]
        for name, values in series
    )
    return format_html(
        '<figure class="chart"><figcaption>{}</figcaption><div class="multiples">{}</div>{}</figure>',
        title,
        cells,
        data_table(title, heads, rows),
    )


def share_bar(title: str, parts: Sequence[tuple[str, Number]]) -> SafeString:
    """Parts of one whole in a sequence that a colour-blind eye can follow: shade and a gap between, words beside."""
    whole = sum(float(value) for _name, value in parts) or 1.0
    fills = ("c-solid", "c-soft", "c-ink", "c-tint")
    begun, pieces, words = 0.0, [], []
    for place, (name, value) in zip(count(), parts, strict=False):
        fill = fills[place % len(fills)]
        pieces.append((fill, share(begun, whole), share(float(value), whole)))
        words.append((fill, name, figures.number(value), figures.percent(round(float(value) / whole, 3))))
        begun += float(value)
    drawn = format_html_join(
        "", '<rect class="{}" x="{}" width="{}" height="28" stroke="var(--paper)" stroke-width="2"/>', pieces
    )
    legend = format_html_join(
        "",
        '<li><svg width="14" height="14" aria-hidden="true"><rect class="{}" width="14" height="14"/>'
        '</svg>{} <b>{}</b> <span class="quiet">{}</span></li>',
        words,
    )
    return format_html(
        '<figure class="chart"><figcaption>{}</figcaption><svg width="100%" height="28"'
        ' aria-hidden="true">{}</svg><ul class="legend plain">{}</ul></figure>',
        title,
        drawn,
        legend,
    )
