"""The tags of `{% load ui %}`: how pages call the components.

Names are a contract, see docs/how-to/use-the-components.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from django import template
from django.core.paginator import Page
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify

from eciap.foundation.ui import charts, diagrams, figures, icons, maps, marks, problems, richtext
from eciap.foundation.ui.components import cards, facts, frame, lists
from eciap.foundation.ui.shapes import Bar, Crumb, Dot, Facet, FactLike, Field, Interval, Link, Moment, Seat

register = template.Library()

register.simple_tag(icons.icon, name="icon")
register.simple_tag(frame.front_page, name="front_page")
register.simple_tag(lists.chip_html, name="chip")
register.simple_tag(frame.json_ld_html, name="json_ld")
register.simple_tag(cards.row_html, name="row")
register.simple_tag(cards.card_html, name="card")
register.simple_tag(cards.door_html, name="door")
register.simple_tag(facts.source_list, name="source_list")
register.simple_tag(facts.inline_html, name="fact_inline")
register.filter("number", figures.number)
register.filter("money", figures.money)
register.filter("day", figures.day)
register.filter("moment", figures.moment)
register.filter("when", lists.when_html)


def _page(context: Context) -> dict[Any, Any]:
    """What the components of this page remember together while it is drawn."""
    return cast("dict[Any, Any]", context.render_context.dicts[0])


def _next(context: Context, name: str) -> str:
    """An id that no other component of this page has."""
    page = _page(context)
    page["ui_ids"] = page.get("ui_ids", 0) + 1
    return f"{name}-{page['ui_ids']}"


@register.simple_tag
def mark(identifier: object, hue: str = "ink") -> SafeString:
    """The mark of a thing; its size is set by the style of its place."""
    return marks.mark(str(identifier), str(hue or "ink"))


@register.simple_tag(takes_context=True)
def fact(context: Context, fact: FactLike) -> SafeString:
    """One fact, inside `<dl class="facts">`."""
    return facts.fact_html(fact, _next(context, "source"))


@register.simple_tag(takes_context=True, name="facts")
def fact_grid(context: Context, many: Iterable[FactLike]) -> SafeString:
    """A list of facts with its `<dl>`."""
    cells = ((facts.fact_html(one, _next(context, "source")),) for one in many)
    return format_html_join("", "{}", [(SafeString('<dl class="facts">'),), *cells, (SafeString("</dl>"),)])


@register.simple_tag(takes_context=True)
def sources(context: Context, label: str, sources: object, certainty: str = "certain", note: str = "") -> SafeString:
    """A chip that opens where something comes from and how certain it is, for anything that is not a fact."""
    return facts.source_note(_next(context, "source"), label, facts.listed(sources), certainty, note)


@register.simple_tag
def seats(many: Iterable[Seat]) -> SafeString:
    """Places at the table."""
    return lists.seats_html(many)


@register.simple_tag
def timeline(moments: Iterable[Moment]) -> SafeString:
    """Any record's story."""
    return lists.timeline_html(moments)


@register.simple_tag
def evidence(
    title: str, rests_on: Iterable[Link], carries: Iterable[Link], identifier: str = "", hue: str = "ink"
) -> SafeString:
    """What this rests on ← → what rests on this."""
    return lists.evidence_html(title, rests_on, carries, identifier, hue)


@register.simple_tag
def facets(label: str, many: Iterable[Facet]) -> SafeString:
    """Choices as chips with counts."""
    return lists.facets_html(label, many)


@register.simple_tag
def crumbs(*steps: object) -> SafeString:
    """The way here: `{% crumbs title url title url title %}` or a sequence of Crumb."""
    if len(steps) == 1 and not isinstance(steps[0], str) and isinstance(steps[0], Iterable):
        return lists.crumbs_html(steps[0])
    pairs = [(str(steps[at]), str(steps[at + 1]) if at + 1 < len(steps) else "") for at in range(0, len(steps), 2)]
    return lists.crumbs_html(Crumb(title, url) for title, url in pairs)


@register.simple_tag(takes_context=True)
def dot_map(
    context: Context, title: str, dots: Iterable[Dot], hue: str = "ink", grouped_by: str = "", ungrouped: str = ""
) -> SafeString:
    """Places over quiet outlines of Europe, with a table; what they are grouped by is told by shapes and a legend."""
    key = _next(context, "map")
    return maps.dot_map(title, dots, key=key, hue=hue, grouped_by=str(grouped_by), ungrouped=str(ungrouped))


@register.simple_tag
def bar_chart(
    title: str, bars: Iterable[Bar], unit: str = "", label_head: str = "", value_head: str = ""
) -> SafeString:
    """Bars in a table."""
    return charts.bar_chart(title, bars, unit=unit, label_head=label_head, value_head=value_head)


@register.simple_tag
def interval_chart(title: str, intervals: Iterable[Interval], low: float, high: float) -> SafeString:
    """Estimates with their doubt drawn."""
    return charts.interval_chart(title, intervals, low=low, high=high)


@register.simple_tag
def line_chart(title: str, points: Sequence[tuple[object, Any]], unit: str = "") -> SafeString:
    """A course over time."""
    return charts.line_chart(title, points, unit=unit)


@register.simple_tag
def small_multiples(
    title: str, series: Sequence[tuple[str, Sequence[Any]]], whens: Sequence[object], unit: str = ""
) -> SafeString:
    """The same small course for each of many."""
    return charts.small_multiples(title, series, whens=whens, unit=unit)


@register.simple_tag
def share_bar(title: str, parts: Sequence[tuple[str, Any]]) -> SafeString:
    """Parts of a whole."""
    return charts.share_bar(title, parts)


@register.simple_tag
def state_chart(title: str, nodes: Sequence[diagrams.Node], ways: Sequence[tuple[str, str]]) -> SafeString:
    """States and the ways between them."""
    return diagrams.state_chart(title, nodes, ways)


@register.simple_tag(takes_context=True)
def money_line(
    context: Context,
    raised: Any,
    target: Any,
    as_of: object = "",
    label: str = "",
    currency: str = "EUR",
    sources: object = (),
    certainty: str = "certain",
) -> SafeString:
    """Money raised of a target, drawn to scale with its date."""
    note = facts.source_note(_next(context, "source"), label, facts.listed(sources), certainty)
    return charts.money_line(raised, target, as_of=as_of, currency=currency, label=label, source=note)


@register.simple_tag(takes_context=True)
def nav(context: Context, menu: str) -> SafeString:
    """A menu of the navigation registry; made once, though wide and folded headers both show it."""
    menus = _page(context).setdefault("ui_menus", {})
    if menu not in menus:
        menus[menu] = frame.menu_html(menu, context["request"])
    return cast("SafeString", menus[menu])


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> SafeString:
    """The other languages of this page."""
    return frame.language_links(context["alternates"])


@register.simple_tag(takes_context=True)
def language_choice(context: Context) -> SafeString:
    """All languages of this page."""
    return frame.language_choice(context["alternates"])


@register.simple_tag(takes_context=True)
def account_link(context: Context, css: str = "tool") -> SafeString:
    """Sign in, or one's account."""
    return frame.account_link(context["request"], css)


@register.simple_tag(takes_context=True)
def pages(context: Context, page: Page[object], label: str = "") -> SafeString:
    """Links to the pages of a long list."""
    return frame.pages_html(page, context["request"], label)


@register.simple_tag(takes_context=True)
def share_tags(
    context: Context, title: str = "", description: str = "", picture: str = "", identifier: str = "", hue: str = "ink"
) -> SafeString:
    """OpenGraph tags; what is not given comes from the site. Without a picture the mark of the identifier is shown."""
    site = context["platform"]
    return frame.share_html(
        context["origin"],
        context["canonical_url"],
        site.name,
        title or site.name,
        description or site.sentence,
        picture or frame.card_url(identifier or site.mark, hue),
    )


@register.simple_tag
def rich_text(text: object) -> SafeString:
    """Sanitised prose with its citations, in its own wrapper; nothing for an empty text."""
    return format_html('<div class="prose">{}</div>', richtext.rendered(str(text))) if text else SafeString("")


@register.simple_tag
def slot(filled: Mapping[object, Sequence[SafeString]], key: object) -> SafeString:
    """What higher floors put into a place of this thing."""
    return format_html_join("", "{}", ((html,) for html in filled.get(key, ())))


@register.inclusion_tag("ui/components/empty.html")
def empty(sentence: str, identifier: str = "", hue: str = "ink", url: str = "", do: str = "") -> dict[str, object]:
    """The mark, one sentence on what will be here, one thing to do."""
    return {"sentence": sentence, "identifier": identifier or slugify(sentence), "hue": hue, "url": url, "do": do}


@register.inclusion_tag("ui/components/problem.html", takes_context=True, name="problem")
def problem_of_status(context: Context, status: int) -> dict[str, object]:
    """The problem of this status in its own words, for Django's handlers that bring none."""
    return {"problem": replace(problems.problem_of(status, context["request"]), reference="")}


@register.simple_tag(takes_context=True)
def problem_title(context: Context, status: int) -> str:
    """What the problem of this status is called."""
    return problems.problem_of(status, context["request"]).title


@register.inclusion_tag("ui/components/filters.html")
def filters(fields: Iterable[Field], action: str = "", count: str = "", reset: str = "") -> dict[str, object]:
    """A filter form that works by GET, so that its answer has an address."""
    return {"fields": fields, "action": action, "count": count, "reset": reset}
