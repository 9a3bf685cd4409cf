"""The content section of concrete actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from eciap.alliance.imports.lookups import organisation_called, organisations_called, theme_called
from eciap.alliance.models import ConcreteAction
from eciap.alliance.operations import put_action
from eciap.foundation.exchange.content import Section, UnknownKey, register
from eciap.foundation.exchange.schemas import Entry, FigureEntry, Key, Line, When, Words, columns
from eciap.foundation.records.enums import Certainty

if TYPE_CHECKING:
    from eciap.foundation.accounts.models import Person


class ActionWords(Words):
    """What an action aimed at, tried and found, in one language."""

    summary: Line = Field(max_length=300)
    aim: Line
    pilot: Line | None = None
    results: str | None = None
    partners_note: Line | None = None
    lead_note: Line | None = Field(default=None, max_length=300)


class ActionEntry(Entry):
    """A concrete action as a content file gives it."""

    acronym: Line
    title: Line
    theme: Key
    lead: Key | None = None
    lead_certainty: Certainty = Certainty.CERTAIN
    partners: list[Key] = Field(default_factory=list)
    period: When = None
    results_certainty: Certainty = Certainty.CERTAIN
    texts: dict[str, ActionWords]
    facts: list[FigureEntry] = Field(default_factory=list)


def _put(entry: ActionEntry, _action: ConcreteAction | None, *, by: Person | None) -> ConcreteAction:
    theme = theme_called(entry.theme, "theme")
    if theme is None:
        raise UnknownKey(entry.theme, "theme")
    return put_action(
        slug=entry.key,
        acronym=entry.acronym,
        title=entry.title,
        theme=theme,
        lead=organisation_called(entry.lead, "lead"),
        lead_certainty=entry.lead_certainty,
        partners=organisations_called(entry.partners, "partners"),
        period=entry.period,
        results_certainty=entry.results_certainty,
        position=entry.position,
        texts=columns(entry.texts),
        figures=[fact.figure() for fact in entry.facts],
        sources=entry.sources,
        certainty=entry.certainty,
        by=by,
    )


def register_section() -> None:
    """Add the section."""
    register(
        Section(
            name="actions",
            file="actions.yaml",
            schema=ActionEntry,
            find=lambda key: ConcreteAction.objects.filter(slug=key).first(),
            put=_put,
            after=("sources", "themes", "organisations"),
        )
    )
