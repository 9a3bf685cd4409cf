"""Reading what the alliance says of itself."""

from __future__ import annotations

from django.db.models import QuerySet

from eciap.alliance.models import Alliance
from eciap.foundation.languages.periods import Point
from eciap.foundation.languages.queries import bringing, built_once
from eciap.foundation.records.models import Fact
from eciap.foundation.records.queries import facts_with_sources


def the_alliance() -> Alliance | None:
    """Return the alliance that this platform serves, with its words, record and figures: two queries."""
    alliances = bringing(Alliance.objects.select_related("record"), "texts")
    return alliances.prefetch_related(facts_with_sources("record")).first()


def end_of_the_alliance() -> Point | None:
    """Return when the alliance ended or will end, or None where that is not recorded: one query."""
    alliance = Alliance.objects.only("period").first()
    return alliance.period.ends if alliance and alliance.period else None


def alliance_figures() -> list[Fact]:
    """Return the figures of the alliance with their words and sources, in its order: one query."""
    return list(_figures())


@built_once
def _figures() -> QuerySet[Fact]:
    return bringing(Fact.objects.filter(record__alliance_alliance__isnull=False), "texts", "sources")
