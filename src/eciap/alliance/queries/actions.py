"""Reading the alliance's concrete actions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch, QuerySet

from eciap.alliance.models import ConcreteAction, Organisation, Seat
from eciap.alliance.queries.visibility import visible_to
from eciap.foundation.languages.queries import bringing
from eciap.foundation.records.queries import citations_with_sources, facts_with_sources

if TYPE_CHECKING:
    from eciap.alliance.rules import Reader


@dataclass(frozen=True)
class ActionFilter:
    """What a reader looks for: a theme, or a country that the lead or a partner comes from."""

    theme: str = ""
    country: str = ""

    def matches(self, action: ConcreteAction) -> bool:
        """Whether an action, with its lead and partners at hand, is what is looked for."""
        if self.theme and action.theme.slug != self.theme:
            return False
        return not self.country or self.country in countries_of(action)


def countries_of(action: ConcreteAction) -> set[str]:
    """Return the countries of an action's lead and partners, as far as they are recorded."""
    people = [*action.partners.all(), *([action.lead] if action.lead else [])]
    return {organisation.country for organisation in people if organisation.country}


def actions(person: Reader = None) -> QuerySet[ConcreteAction]:
    """Return concrete actions with words, theme, lead, partners and figures: three queries for any number."""
    return _introduced(person).prefetch_related("partners", facts_with_sources("record"))


def actions_in_short(person: Reader = None) -> QuerySet[ConcreteAction]:
    """Return concrete actions as a row names them, with words, hue of the theme and name of the lead: one query."""
    named = ConcreteAction.objects.select_related("theme", "lead").only("slug", "acronym", "theme__hue", "lead__name")
    return visible_to(bringing(named, "texts"), person)


def matching_actions(among: Iterable[ConcreteAction], wanted: ActionFilter) -> list[ConcreteAction]:
    """Return what is looked for, in the alliance's order."""
    return [action for action in among if wanted.matches(action)]


def actions_of_themes(theme_ids: Iterable[int], person: Reader = None) -> list[ConcreteAction]:
    """Return the actions of these themes with their words, lead and figures: three queries."""
    return list(actions(person).filter(theme__in=list(theme_ids)))


def neighbours_of(action: ConcreteAction, person: Reader = None) -> QuerySet[ConcreteAction]:
    """Return the other actions of the same theme with their words: one query."""
    others = ConcreteAction.objects.filter(theme=action.theme_id).exclude(pk=action.pk)
    return visible_to(bringing(others, "texts"), person)


def whole_action(slug: str, person: Reader = None) -> ConcreteAction:
    """Return one action with all that its page shows.

    Raises:
        ConcreteAction.DoesNotExist: when there is none of this address that the reader may see.

    """
    seats = bringing(Seat.objects.select_related("organisation"), "texts")
    found = _introduced(person).prefetch_related(
        Prefetch("partners", visible_to(Organisation.objects.all(), person)),
        Prefetch("seats", seats),
        facts_with_sources("record"),
        citations_with_sources("record"),
    )
    return found.get(slug=slug)


def _introduced(person: Reader) -> QuerySet[ConcreteAction]:
    shown = ConcreteAction.objects.select_related("record", "theme", "lead")
    return visible_to(bringing(shown, "texts", "theme__texts"), person)
