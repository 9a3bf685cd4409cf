"""Reading organisations: who belongs to the alliance, and how."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Prefetch, Q, QuerySet

from eciap.alliance.models import ConcreteAction, Membership, Organisation, Seat
from eciap.alliance.queries.visibility import open_to, visible_to
from eciap.foundation.languages.display import plain_letters
from eciap.foundation.languages.queries import bringing, built_once
from eciap.foundation.records.queries import citations_with_sources, facts_with_sources
from eciap.foundation.records.search import audience_of

if TYPE_CHECKING:
    from decimal import Decimal

    from eciap.alliance.rules import Reader

PARTNER = "partner"
_AS_LISTED = ("memberships__kind", "memberships__pk")


@dataclass(frozen=True)
class OrganisationFilter:
    """What a reader looks for. `kind` is a kind of membership, or *partner* for those without any.

    Without a kind, members are meant. Words are found in names, acronyms and places, whatever their accents.
    """

    country: str = ""
    theme: str = ""
    kind: str = ""
    words: str = ""

    def matches(self, organisation: Organisation) -> bool:
        """Whether an organisation, with its memberships at hand, is what is looked for."""
        memberships = list(organisation.memberships.all())
        if self.country and organisation.country != self.country:
            return False
        if self.theme and not any(m.theme and m.theme.slug == self.theme for m in memberships):
            return False
        if self.kind == PARTNER or not self.kind:
            return bool(memberships) != (self.kind == PARTNER) and self._says(organisation)
        return any(m.kind == self.kind for m in memberships) and self._says(organisation)

    def _says(self, organisation: Organisation) -> bool:
        named = (organisation.name, organisation.earlier_name, organisation.later_name, organisation.acronym)
        said = plain_letters(" ".join((*named, organisation.city)))
        return all(word in said for word in plain_letters(self.words).split())


def organisations(person: Reader = None) -> QuerySet[Organisation]:
    """Return organisations with their memberships and the themes of these: two queries for any number."""
    memberships = bringing(Membership.objects.select_related("theme"), "theme__texts")
    return visible_to(Organisation.objects.all(), person).prefetch_related(Prefetch("memberships", memberships))


@dataclass(frozen=True)
class Placed:
    """A member and where it is, as far as that is recorded, with the ids of the themes that it belongs for."""

    name: str
    address: str
    city: str
    country: str
    lon: Decimal | None
    lat: Decimal | None
    themes: tuple[int, ...]


@built_once
def _places_open_to(audience: tuple[str, ...]) -> QuerySet[Any, Any]:
    members = open_to(Organisation.objects.filter(memberships__isnull=False), audience)
    themes = ArrayAgg("memberships__theme", filter=Q(memberships__theme__isnull=False), default=[], order_by=_AS_LISTED)
    return members.annotate(themes=themes).values_list("name", "slug", "city", "country", "lon", "lat", "themes")


def members_on_the_map(person: Reader = None) -> list[Placed]:
    """Return the members with where they are, those without a recorded place among them, by name: one query."""
    rows: Iterable[tuple[Any, ...]] = _places_open_to(tuple(audience_of(person)))
    return [
        Placed(name, f"/members/{slug}/", city, country, lon, lat, tuple(themes))
        for name, slug, city, country, lon, lat, themes in rows
    ]


def matching_organisations(among: Iterable[Organisation], wanted: OrganisationFilter) -> list[Organisation]:
    """Return what is looked for, in the order of names as a reader expects it."""
    found = [organisation for organisation in among if wanted.matches(organisation)]
    return sorted(found, key=lambda organisation: plain_letters(organisation.name))


def whole_organisation(slug: str, person: Reader = None) -> Organisation:
    """Return one organisation with all that its page shows.

    Raises:
        Organisation.DoesNotExist: when there is none of this address that the reader may see.

    """
    memberships = bringing(Membership.objects.select_related("theme"), "texts", "theme__texts", "sources")
    seats = bringing(Seat.objects.select_related("theme"), "texts")
    actions = visible_to(bringing(ConcreteAction.objects.select_related("theme"), "texts"), person)
    found = bringing(Organisation.objects.select_related("record"), "texts").prefetch_related(
        Prefetch("memberships", memberships),
        Prefetch("seats", seats),
        Prefetch("led_actions", actions),
        Prefetch("actions", actions),
        facts_with_sources("record"),
        citations_with_sources("record"),
    )
    return visible_to(found, person).get(slug=slug)
