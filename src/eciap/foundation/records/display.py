"""Facts and evidence links as pages show them: in the reader's language, the unit in the number of its value."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import ngettext, ngettext_lazy

from eciap.foundation.languages.display import format_period, localised
from eciap.foundation.ui import shapes

if TYPE_CHECKING:
    from eciap.foundation.records.models import EvidenceLink, Fact, Record

# What figures count; any other unit, such as a currency or %, is shown as it is written.
_UNITS = {
    "organisations": ngettext_lazy("organisation", "organisations", "number"),
    "countries": ngettext_lazy("country", "countries", "number"),
    "regions": ngettext_lazy("region", "regions", "number"),
    "projects": ngettext_lazy("project", "projects", "number"),
    "enterprises": ngettext_lazy("enterprise", "enterprises", "number"),
    "people": ngettext_lazy("person", "people", "number"),
    "participants": ngettext_lazy("participant", "participants", "number"),
    "vouchers": ngettext_lazy("voucher", "vouchers", "number"),
    "applicants": ngettext_lazy("applicant", "applicants", "number"),
    "events": ngettext_lazy("event", "events", "number"),
    "findings": ngettext_lazy("finding", "findings", "number"),
    "entries": ngettext_lazy("entry", "entries", "number"),
    "pairings": ngettext_lazy("pairing", "pairings", "number"),
    "jobs": ngettext_lazy("job", "jobs", "number"),
}


def unit_of(unit: str, value: Decimal | None) -> str:
    """Return the word for a unit beside this value."""
    words = _UNITS.get(unit)
    return str(words % {"number": int(value or 0)}) if words else unit


def shown(fact: Fact) -> shapes.Fact:
    """Return a fact, with its texts and sources at hand, as the components take it."""
    value = fact.value.normalize() if fact.value is not None else None
    return shapes.Fact(
        label=fact.text.label,
        value=value,
        unit=unit_of(fact.unit, value),
        as_of=format_period(fact.as_of) if fact.as_of else "",
        certainty=fact.certainty,
        sources=list(fact.sources.all()),
        note=fact.text.scope,
        approximate=fact.approximate,
    )


def shown_all(facts: Iterable[Fact]) -> list[shapes.Fact]:
    """Return facts as the components take them, in their order."""
    return [shown(fact) for fact in facts]


def shown_links(
    rests_on: Iterable[EvidenceLink], rests_here: Iterable[EvidenceLink], *, cited: int = 0
) -> tuple[list[shapes.Link], list[shapes.Link]]:
    """Return both sides of the evidence strip: what a record rests on, its sources first, and what rests on it."""
    before = [(link.from_record, link.get_kind_display()) for link in rests_on]
    after = [(link.to_record, link.get_kind_display()) for link in rests_here]
    towards, onwards = ([_shown_link(record, words) for record, words in side] for side in (before, after))
    if cited:
        words = ngettext("%(count)d source", "%(count)d sources", cited) % {"count": cited}
        towards.insert(0, shapes.Link(words, "#sources"))
    return towards, onwards


def _shown_link(record: Record, words: str) -> shapes.Link:
    return shapes.Link(str(record), localised(record.address), words)
