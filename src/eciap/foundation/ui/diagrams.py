"""States and the ways between them: one below the other, ways forward as lines, ways back dashed, all to the left.

The drawing is of fixed size, on the left, and the words stand on its right, so that it fits a phone. Whoever calls it
puts a table beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

STEP, RADIUS, BEND, EDGE = 60, 8, 20, 12  # units down from one to the next; of a node; of a bow per step; left free
LINE = 26  # letters of a label beside it on a phone


@dataclass(frozen=True, slots=True)
class Node:
    """A state, and whether things begin or end there."""

    value: str
    label: str
    begins: bool = False
    ends: bool = False


def state_chart(title: str, nodes: Sequence[Node], ways: Sequence[tuple[str, str]]) -> SafeString:
    """Draw states and ways; the words of the drawing say both, for those who do not see it."""
    place = {node.value: number for number, node in enumerate(nodes)}
    label = {node.value: node.label for node in nodes}
    bows = [(place[frm], place[to]) for frm, to in ways]
    left = EDGE + RADIUS + BEND * max((_reach(bow) for bow in bows), default=0)
    said = "; ".join(_("from %(from)s to %(to)s") % {"from": label[frm], "to": label[to]} for frm, to in ways)
    return format_html(
        '<figure class="chart"><figcaption>{0}</figcaption><svg width="100%" height="{1}" role="img"'
        ' aria-label="{0}: {2}">'
        "<title>{0}</title><desc>{2}</desc>{3}{4}</svg></figure>",
        title,
        STEP * len(nodes),
        said,
        format_html_join("", "{}", ((_way(bow, left),) for bow in bows)),
        format_html_join("", "{}", ((_node(node, place[node.value], left),) for node in nodes)),
    )


def _middle(number: int) -> int:
    return STEP * number + STEP // 2


def _reach(bow: tuple[int, int]) -> int:
    """How far a way bows out: the next state down is reached straight."""
    frm, to = bow
    return 0 if to - frm == 1 else max(abs(to - frm), 1) + (to < frm)


def _way(bow: tuple[int, int], left: int) -> SafeString:
    start, end = map(_middle, bow)
    if not _reach(bow):
        tip = end - RADIUS - 2
        return format_html(
            '<path class="l-ink" d="M{0} {1}V{2}" stroke-width="2"/><path class="c-ink" d="M{0} {2}l-5 -9h10z"/>',
            left,
            start + RADIUS,
            tip,
        )
    side, bend, tip = left - RADIUS, left - RADIUS - BEND * _reach(bow) * 4 // 3, left - RADIUS - 2
    return format_html(
        '<path class="l-ink" d="M{0} {1}C{2} {1} {2} {3} {0} {3}" stroke-width="2"{4}/>'
        '<path class="c-ink" d="M{5} {3}l-9 -5v10z"/>',
        side,
        start,
        bend,
        end,
        SafeString(' stroke-dasharray="5 4"') if end < start else "",
        tip,
    )


def _node(node: Node, number: int, left: int) -> SafeString:
    notes = [_("begins here")] * node.begins + [_("ends here")] * node.ends
    lines = [*wrap(node.label, LINE, max_lines=2, placeholder=" …"), *notes]
    first = _middle(number) + 5 - 9 * (len(lines) - 1)
    words = (
        ("t-quiet" if line in notes else "t-strong", left + 2 * RADIUS + 4, first + 18 * at, line)
        for at, line in enumerate(lines)
    )
    return format_html(
        '<circle class="{}" cx="{}" cy="{}" r="{}" stroke-width="2"/>{}{}',
        "c-ink" if node.begins else "l-ink",
        left,
        _middle(number),
        RADIUS,
        format_html('<circle class="c-ink" cx="{}" cy="{}" r="{}"/>', left, _middle(number), RADIUS - 4)
        if node.ends
        else SafeString(""),
        format_html_join("", '<text class="{}" x="{}" y="{}">{}</text>', words),
    )
