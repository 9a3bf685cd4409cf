"""Facts and evidence links as pages show them: in the reader's language, the unit in the number of its value."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import ngettext, npgettext_lazy

from eciap.foundation.languages.display import format_period
from eciap.foundation.ui import shapes

if TYPE_CHECKING:
    from eciap.foundation.records.models import EvidenceLink, Fact, Record

# What figures count; any other unit, such as a currency or %, is shown as it is written.
_UNITS = {
    "organisations": npgettext_lazy("unit", "organisation", "organisations", "number"),
    "countries": npgettext_lazy("unit", "country", "countries", "number"),
    "regions": npgettext_lazy("unit", "region", "regions", "number"),
    "actions": npgettext_lazy("unit", "concrete action", "concrete actions", "number"),
    "parts": npgettext_lazy("unit", "part", "parts", "number"),
    "enterprises": npgettext_lazy("unit", "enterprise", "enterprises", "number"),
    "people": npgettext_lazy("unit", "person", "people", "number"),
    "participants": npgettext_lazy("unit", "participant", "participants", "number"),
    "vouchers": npgettext_lazy("unit", "voucher", "vouchers", "number"),
    "applicants": npgettext_lazy("unit", "applicant", "applicants", "number"),
    "events": npgettext_lazy("unit", "event", "events", "number"),
    "findings": npgettext_lazy("unit", "finding", "findings", "number"),
    "entries": npgettext_lazy("unit", "entry", "entries", "number"),
    "pairings": npgettext_lazy("unit", "pairing", "pairings", "number"),
    "jobs": npgettext_lazy("unit", "job", "jobs", "number"),
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
    return shapes.Link(str(record), record.address_here, words)
