"""Writing organisations and how they belong to the alliance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models.functions import Now

from eciap.alliance.enums import MembershipKind, OrganisationKind
from eciap.alliance.models import Membership, Organisation
from eciap.alliance.signals import organisation_written
from eciap.foundation.audit.operations import log
from eciap.foundation.languages.operations import Put, Words, put_translatable
from eciap.foundation.records.enums import Certainty
from eciap.foundation.records.models import Record
from eciap.foundation.records.operations import Figure, index_record, put_citable
from eciap.foundation.records.queries import named_sources

if TYPE_CHECKING:
    from eciap.foundation.accounts.models import Person
    from eciap.foundation.languages.periods import Period
    from eciap.vocabulary.models import Territory, Theme


@dataclass(frozen=True)
class MembershipFacts:
    """How an organisation belongs, as it is handed in; `texts` maps a language to its `note`."""

    kind: MembershipKind
    theme: Theme | None = None
    period: Period | None = None
    certainty: str = Certainty.CERTAIN
    sources: Sequence[str] = ()
    texts: Mapping[str, Words] = field(default_factory=dict)


@transaction.atomic
def put_organisation(
    *,
    slug: str,
    name: str,
    by: Person | None,
    kind: OrganisationKind = OrganisationKind.UNKNOWN,
    earlier_name: str = "",
    later_name: str = "",
    acronym: str = "",
    city: str = "",
    country: str = "",
    territory: Territory | None = None,
    lon: Decimal | None = None,
    lat: Decimal | None = None,
    website: str = "",
    texts: Mapping[str, Words],
    figures: Sequence[Figure] | None = None,
    sources: Sequence[str] = (),
    certainty: str = Certainty.CERTAIN,
    original: str = "en",
) -> Organisation:
    """Record an organisation, or correct the one of this address. Its memberships have a verb of their own.

    Raises:
        UnknownSource: naming the first source that is not recorded.

    """
    put = put_citable(
        model=Organisation,
        slug=slug,
        kind="organisation",
        address=Organisation(slug=slug).get_absolute_url(),
        titles={original: name},
        columns={
            "name": name,
            "earlier_name": earlier_name,
            "later_name": later_name,
            "acronym": acronym,
            "kind": kind,
            "city": city,
            "country": country,
            "territory": territory,
            "lon": lon,
            "lat": lat,
            "website": website,
        },
        texts=texts,
        original=original,
        certainty=certainty,
        sources=sources,
        figures=figures,
    )
    if put.changed:
        log(f"alliance.organisation.{put.verb}", by=by, on=put.row, data={"slug": slug, "changed": put.changed})
        organisation_written.send(sender=Organisation, organisation=put.row)
    return put.row


@transaction.atomic
def put_membership(
    *, organisation: Organisation, facts: MembershipFacts, by: Person | None, original: str = "en"
) -> Membership:
    """Let an organisation belong in this way too, or correct how it does; its other memberships stay.

    Raises:
        UnknownSource: naming the first source that is not recorded.

    """
    put = _put_membership(organisation, facts, original)
    if put.changed:
        log(
            f"alliance.membership.{put.verb}",
            by=by,
            on=organisation,
            data={"slug": organisation.slug, "kind": facts.kind},
        )
        _tell_of_memberships(organisation)
    return put.row


@transaction.atomic
def end_membership(*, membership: Membership, by: Person | None) -> None:
    """Take a membership back that was recorded by mistake; one that is over gets an end to its period instead."""
    organisation = membership.organisation
    log(
        "alliance.membership.removed", by=by, on=organisation, data={"slug": organisation.slug, "kind": membership.kind}
    )
    membership.delete()
    _tell_of_memberships(organisation)


@transaction.atomic
def put_memberships(
    *, organisation: Organisation, memberships: Sequence[MembershipFacts], by: Person | None, original: str = "en"
) -> bool:
    """Let an organisation belong in exactly these ways, and tell whether anything changed.

    Raises:
        UnknownSource: naming the first source that is not recorded.

    """
    put = [_put_membership(organisation, facts, original) for facts in memberships]
    gone, _by_model = organisation.memberships.exclude(pk__in=[membership.row.pk for membership in put]).delete()
    if not gone and not any(membership.changed for membership in put):
        return False
    kinds = [facts.kind for facts in memberships]
    log("alliance.membership.changed", by=by, on=organisation, data={"slug": organisation.slug, "kinds": kinds})
    _tell_of_memberships(organisation)
    return True


def _put_membership(organisation: Organisation, facts: MembershipFacts, original: str) -> Put[Membership]:
    return put_translatable(
        model=Membership,
        lookup={"organisation": organisation, "kind": facts.kind, "theme": facts.theme},
        columns={"period": facts.period, "certainty": facts.certainty},
        texts=facts.texts,
        original=original,
        related={"sources": named_sources(facts.sources)},
    )


def _tell_of_memberships(organisation: Organisation) -> None:
    Record.objects.filter(pk=organisation.record_id).update(changed_at=Now())
    index_record(record=organisation.record)
    organisation_written.send(sender=Organisation, organisation=organisation)
