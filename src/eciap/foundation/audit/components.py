"""What pages show of states: how a thing was moved, as a timeline, and a table as a drawing with its lines."""

from collections.abc import Iterable

from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from eciap.foundation.audit import registry
from eciap.foundation.audit.queries import Move
from eciap.foundation.audit.states import Table, Transition
from eciap.foundation.ui import charts, diagrams
from eciap.foundation.ui.shapes import Moment


def moments(moves: Iterable[Move]) -> list[Moment]:
    """Tell moves as `{% timeline %}` takes them: what was done, when, and by whom, in words."""
    told = list(moves)
    names = registry.names_of({move.pseudonym for move in told if move.pseudonym})
    return [
        Moment(move.at, str(move.transition.told), _("by %(name)s") % {"name": registry.name_of(move.pseudonym, names)})
        for move in told
    ]


def drawing(table: Table) -> SafeString:
    """Draw a table, with every line of it beside the drawing."""
    ends = {state.value for state in table.states} - {frm for frm, _to in table.moves}
    nodes = [
        diagrams.Node(state.value, capfirst(str(state.label)), begins=state.begins, ends=state.value in ends)
        for state in table.states
    ]
    heads = (_("What is done"), _("From"), _("To"), _("Who"), _("When"), _("What follows"))
    lines = charts.data_table(
        str(table.label), heads, [_cells(table, line) for line in table.transitions], folded=False
    )
    return diagrams.state_chart(str(table.label), nodes, table.moves) + lines


def _cells(table: Table, line: Transition) -> list[object]:
    return [
        line.label,
        ", ".join(str(table.state(value).label) for value in line.frm),
        table.state(line.to).label,
        line.who.label,
        line.guard.label if line.guard else "",
        "; ".join(str(effect.label) for effect in line.effects),
    ]
