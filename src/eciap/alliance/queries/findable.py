"""What the alliance's things are found by, in each of their languages: answers for the search index, many at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Prefetch

from eciap.alliance.models import Alliance, AllianceText, ChronicleEntry, ConcreteAction, Membership, Organisation, Seat
from eciap.alliance.queries.actions import countries_of
from eciap.foundation.languages.display import country_name
from eciap.foundation.records.search import Document
from eciap.foundation.ui.richtext import plain

if TYPE_CHECKING:
    from eciap.vocabulary.models import Theme

type Documents = dict[UUID, list[Document]]

_SEATS = Prefetch("seats", Seat.objects.prefetch_related("texts"))


def alliance_documents(uuids: Sequence[UUID]) -> Documents:
    """Return what the alliance itself is found by: two queries."""
    alliances = Alliance.objects.filter(record__in=uuids).prefetch_related("texts")
    return {
        alliance.record_id: [_of_alliance(alliance, text) for text in alliance.texts.all()] for alliance in alliances
    }


def organisation_documents(uuids: Sequence[UUID]) -> Documents:
    """Return what organisations are found by: six queries for any number."""
    memberships = Prefetch("memberships", Membership.objects.select_related("theme__parent"))
    found = Organisation.objects.filter(record__in=uuids).prefetch_related("texts", memberships, _SEATS)
    return {organisation.record_id: list(_of_organisation(organisation)) for organisation in found}


def action_documents(uuids: Sequence[UUID]) -> Documents:
    """Return what concrete actions are found by: five queries for any number."""
    found = ConcreteAction.objects.filter(record__in=uuids).select_related("theme__parent", "lead")
    found = found.prefetch_related("texts", "partners", _SEATS)
    return {action.record_id: list(_of_action(action)) for action in found}


def chronicle_documents(uuids: Sequence[UUID]) -> Documents:
    """Return what entries of the chronicle are found by: two queries for any number."""
    entries = ChronicleEntry.objects.filter(record__in=uuids).prefetch_related("texts")
    return {
        entry.record_id: [
            Document(text.language, text.what, date=entry.period.begins.first_day) for text in entry.texts.all()
        ]
        for entry in entries
    }


def _of_alliance(alliance: Alliance, text: AllianceText) -> Document:
    body = f"{alliance.acronym} {text.platform_name} {plain(text.about)}"
    return Document(text.language, text.name, text.tagline, body, names=(alliance.acronym, text.platform_name))


def _of_organisation(organisation: Organisation) -> Iterator[Document]:
    facets = {
        "country": [organisation.country] if organisation.country else [],
        "theme": _theme_slugs(m.theme for m in organisation.memberships.all() if m.theme),
    }
    names = (organisation.acronym, organisation.earlier_name, organisation.later_name, organisation.city)
    for text in organisation.texts.all():
        country = country_name(organisation.country, text.language) if organisation.country else ""
        body = " ".join(part for part in (*names, country, *_people(organisation, text.language)) if part)
        yield Document(text.language, organisation.name, text.description, body, facets, names=names[:3])


def _of_action(action: ConcreteAction) -> Iterator[Document]:
    facets = {"country": sorted(countries_of(action)), "theme": _theme_slugs([action.theme])}
    organisations = [organisation.name for organisation in (action.lead, *action.partners.all()) if organisation]
    title = f"{action.acronym}: {action.spelled_out}" if action.spelled_out else action.acronym
    date = action.period.begins.first_day if action.period else None
    for text in action.texts.all():
        said = (text.aim, text.pilot, plain(text.results), text.partners_note, text.lead_note)
        body = " ".join(part for part in (*said, *organisations, *_people(action, text.language)) if part)
        names = (action.acronym, action.spelled_out)
        yield Document(text.language, title, text.summary, body, facets, date, names)


def _people(seated: Organisation | ConcreteAction, language: str) -> Iterator[str]:
    for seat in seated.seats.all():
        yield f"{seat.text_in(language).title} {seat.holder}"


def _theme_slugs(themes: Iterable[Theme]) -> list[str]:
    """Name themes for the facet; what a desk says is found under its theme."""
    return sorted({theme.parent.slug if theme.parent else theme.slug for theme in themes})
