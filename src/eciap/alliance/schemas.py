"""Organisations and concrete actions as machines read them, and what may be asked of their lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from eciap.alliance.enums import MembershipKind, OrganisationKind, SeatKind
from eciap.alliance.queries import countries_of
from eciap.foundation.exchange.exports import Country, Listed, Reference, Resource, WantedPage, common, reference
from eciap.foundation.languages.display import plain_letters
from eciap.foundation.records.enums import Certainty
from eciap.foundation.records.schemas import (
    Address,
    Evidence,
    Fact,
    Point,
    Shape,
    Slug,
    Source,
    When,
    cited,
    facts,
    period,
    point,
    sources,
)
from eciap.foundation.ui.richtext import rendered

if TYPE_CHECKING:
    from eciap.alliance import models


class OrganisationsWanted(WantedPage):
    """Which organisations."""

    country: Country | None = Field(None, examples=["AT"])
    """Where they are (ISO 3166)."""
    theme: Slug | None = Field(None, examples=["innovation-vouchers"])
    """The theme or desk that they belong for, by its slug."""
    kind: MembershipKind | Literal["partner"] | None = Field(None, examples=["founding"])
    """How they belong, or *partner* for those that only take part in a concrete action; without it all members."""
    q: str | None = Field(None, min_length=1, max_length=100, examples=["design"])
    """Words that their names, acronyms or places hold, whatever their accents."""


class ActionsWanted(WantedPage):
    """Which concrete actions."""

    theme: Slug | None = Field(None, examples=["innovation-vouchers"])
    """The theme, by its slug."""
    country: Country | None = Field(None, examples=["AT"])
    """Where the lead or a partner comes from (ISO 3166)."""


class Membership(Shape):
    """A way in which an organisation belongs to the alliance."""

    kind: MembershipKind
    theme: Reference | None
    period: When | None
    """From when to when (EDTF, ISO 8601-2); null when that is not recorded."""
    certainty: Certainty


class SourcedMembership(Membership):
    """A membership with what else is known of it, and from where."""

    note: str | None
    sources: list[Source]


class Seat(Shape):
    """A public role, with the person who holds or held it."""

    kind: SeatKind
    title: str
    holder: str | None
    """The person; null when that is not recorded."""
    organisation: Reference | None
    period: When | None
    certainty: Certainty
    note: str | None
    language: str
    """The language of title and note."""
    sources: list[Source]


class Organisation(Resource):
    """An organisation that belongs to the alliance, or takes part in a concrete action."""

    name: str
    earlier_name: str | None
    later_name: str | None
    acronym: str | None
    kind: OrganisationKind
    city: str | None
    country: str | None = Field(examples=["AT"])
    """ISO 3166."""
    point: Point | None
    website: Address | None
    description: str | None
    memberships: list[Membership]


class WholeOrganisation(Organisation):
    """An organisation with its seats, its concrete actions, figures, evidence and sources."""

    memberships: list[SourcedMembership]  # type: ignore[assignment]  # says more, never less
    seats: list[Seat]
    leads: list[Reference]
    """The concrete actions that it leads."""
    joins: list[Reference]
    """The concrete actions that it is a partner of."""
    facts: list[Fact]
    evidence: Evidence
    sources: list[Source]


class OrganisationList(Listed[Organisation]):
    """A page of organisations."""


class Action(Resource):
    """A concrete action: what was tried, by whom, and what came of it in figures."""

    acronym: str
    title: str
    theme: Reference
    summary: str
    """In one sentence."""
    lead: Reference | None
    lead_certainty: Certainty
    period: When | None
    countries: list[str]
    """Where the lead and the partners come from (ISO 3166)."""
    facts: list[Fact]


class WholeAction(Action):
    """A concrete action with its aim, results, partners, seats, evidence and sources."""

    aim: str
    pilot: str | None
    """What was tried."""
    results: str | None
    """What came of it, as HTML."""
    results_certainty: Certainty
    lead_note: str | None
    partners: list[Reference]
    partners_note: str | None
    seats: list[Seat]
    evidence: Evidence
    sources: list[Source]


class ActionList(Listed[Action]):
    """A page of concrete actions."""


def organisation(found: models.Organisation) -> Organisation:
    """Show an organisation in a list."""
    memberships = [Membership(**_membership(membership)) for membership in found.memberships.all()]
    return Organisation(**_organisation(found), memberships=memberships)


def whole_organisation(found: models.Organisation) -> WholeOrganisation:
    """Show an organisation with all that its page says."""
    return WholeOrganisation(
        **_organisation(found),
        memberships=[_sourced(membership) for membership in found.memberships.all()],
        seats=[_seat(seat, found) for seat in found.seats.all()],
        leads=[reference("actions", action) for action in found.led_actions.all()],
        joins=[reference("actions", action) for action in found.actions.all()],
        facts=facts(found.record),
        evidence=Evidence.of(found.record),
        sources=cited(found.record),
    )


def action(found: models.ConcreteAction) -> Action:
    """Show a concrete action in a list."""
    return Action(**_action(found))


def whole_action(found: models.ConcreteAction) -> WholeAction:
    """Show a concrete action with all that its page says."""
    text = found.text
    partners = sorted(found.partners.all(), key=lambda partner: plain_letters(partner.name))
    return WholeAction(
        **_action(found),
        aim=text.aim,
        pilot=text.pilot or None,
        results=str(rendered(text.results)) or None,
        results_certainty=Certainty(found.results_certainty),
        lead_note=text.lead_note or None,
        partners=[reference("organisations", partner) for partner in partners],
        partners_note=text.partners_note or None,
        seats=[_seat(seat, seat.organisation) for seat in found.seats.all()],
        evidence=Evidence.of(found.record),
        sources=cited(found.record),
    )


def _organisation(found: models.Organisation) -> dict[str, Any]:
    text = found.text
    return {
        **common("organisations", found.slug, found.record, text.language),
        "name": found.name,
        "earlier_name": found.earlier_name or None,
        "later_name": found.later_name or None,
        "acronym": found.acronym or None,
        "kind": OrganisationKind(found.kind),
        "city": found.city or None,
        "country": found.country or None,
        "point": point(found.lon, found.lat),
        "website": found.website or None,
        "description": text.description or None,
    }


def _membership(found: models.Membership) -> dict[str, Any]:
    return {
        "kind": MembershipKind(found.kind),
        "theme": reference("themes", found.theme) if found.theme else None,
        "period": period(found.period),
        "certainty": Certainty(found.certainty),
    }


def _sourced(found: models.Membership) -> SourcedMembership:
    note = found.text.note if found.texts.all() else None
    return SourcedMembership(**_membership(found), note=note or None, sources=sources(found.sources.all()))


def _seat(found: models.Seat, organisation: models.Organisation | None) -> Seat:
    text = found.text
    return Seat(
        kind=SeatKind(found.kind),
        title=text.title,
        holder=found.holder or None,
        organisation=reference("organisations", organisation) if organisation else None,
        period=period(found.period),
        certainty=Certainty(found.certainty),
        note=text.note or None,
        language=text.language,
        sources=sources(found.sources.all()),
    )


def _action(found: models.ConcreteAction) -> dict[str, Any]:
    text = found.text
    return {
        **common("actions", found.slug, found.record, text.language),
        "acronym": found.acronym,
        "title": found.title,
        "theme": reference("themes", found.theme),
        "summary": text.summary,
        "lead": reference("organisations", found.lead) if found.lead else None,
        "lead_certainty": Certainty(found.lead_certainty),
        "period": period(found.period),
        "countries": sorted(countries_of(found)),
        "facts": facts(found.record),
    }
