"""The content section of organisations and their memberships."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from eciap.alliance.enums import MembershipKind, OrganisationKind
from eciap.alliance.imports.lookups import territory_called, theme_called
from eciap.alliance.models import Organisation
from eciap.alliance.operations import MembershipFacts, put_memberships, put_organisation
from eciap.foundation.exchange.content import Section, register
from eciap.foundation.exchange.schemas import (
    Address,
    Country,
    Entry,
    FigureEntry,
    Key,
    Line,
    Shape,
    When,
    Words,
    columns,
)
from eciap.foundation.exchange.snapshot import state_of
from eciap.foundation.languages.periods import Period
from eciap.foundation.records.enums import Certainty

if TYPE_CHECKING:
    from eciap.foundation.accounts.models import Person

Degrees = Annotated[Decimal, Field(decimal_places=4)]


class MembershipWords(Words):
    """What else is known of a membership."""

    note: Line = Field(max_length=300)


class MembershipEntry(Shape):
    """How an organisation belongs."""

    kind: MembershipKind
    theme: Key | None = None
    since: When = None
    until: When = None
    certainty: Certainty = Certainty.CERTAIN
    sources: list[Key] = Field(default_factory=list)
    texts: dict[str, MembershipWords] = Field(default_factory=dict)

    def facts(self, *place: str | int) -> MembershipFacts:
        """Return it as the operations take it.

        Raises:
            UnknownKey: when nothing is called as `theme` says.

        """
        return MembershipFacts(
            kind=self.kind,
            theme=theme_called(self.theme, *place, "theme"),
            period=self._period(),
            certainty=self.certainty,
            sources=tuple(self.sources),
            texts=columns(self.texts),
        )

    def _period(self) -> Period | None:
        if self.since is None:
            return None
        return Period(self.since.begins, self.until.ends if self.until else None)


class OrganisationWords(Words):
    """What an organisation is and does, in one language."""

    description: Line | None = None


class OrganisationEntry(Entry):
    """An organisation as a content file gives it."""

    name: Line
    earlier_name: Line | None = None
    later_name: Line | None = None
    acronym: Line | None = None
    kind: OrganisationKind = OrganisationKind.UNKNOWN
    city: Line | None = None
    country: Country | None = None
    territory: str | None = None
    lon: Degrees | None = None
    lat: Degrees | None = None
    website: Address | None = None
    memberships: list[MembershipEntry] = Field(default_factory=list)
    texts: dict[str, OrganisationWords]
    facts: list[FigureEntry] = Field(default_factory=list)


def _put(entry: OrganisationEntry, _organisation: Organisation | None, *, by: Person | None) -> Organisation:
    organisation = put_organisation(
        slug=entry.key,
        name=entry.name,
        earlier_name=entry.earlier_name or "",
        later_name=entry.later_name or "",
        acronym=entry.acronym or "",
        kind=entry.kind,
        city=entry.city or "",
        country=entry.country or "",
        territory=territory_called(entry.territory, "territory"),
        lon=entry.lon,
        lat=entry.lat,
        website=entry.website or "",
        texts=columns(entry.texts),
        figures=[fact.figure() for fact in entry.facts],
        sources=entry.sources,
        certainty=entry.certainty,
        by=by,
    )
    memberships = [membership.facts("memberships", n) for n, membership in enumerate(entry.memberships)]
    put_memberships(organisation=organisation, memberships=memberships, by=by)
    return organisation


def register_section() -> None:
    """Add the section."""
    register(
        Section(
            name="organisations",
            file="organisations.yaml",
            schema=OrganisationEntry,
            find=lambda key: Organisation.objects.filter(slug=key).first(),
            put=_put,
            after=("sources", "themes"),
            state=partial(state_of, related=("memberships",)),
        )
    )
