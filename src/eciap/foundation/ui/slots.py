"""Places on a page that higher floors fill.

A provider is called once with all ids of the page and answers with a mapping.

slots.register("alliance.action", "practices", practices_by_action)     # on the higher floor, in its apps.py
filled = slots.fill("alliance.action", ids, request)                    # in the view, once per page
{% slot filled action.id %}                                             # in the template, once per thing
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest
from django.utils.safestring import SafeString

type Provider = Callable[[list[object], HttpRequest], Mapping[object, SafeString]]


class UnsafeSlot(TypeError):
    """A provider answered with text that is not marked as safe HTML."""


@dataclass(slots=True)
class Registry:
    """Which providers fill which place, in what order."""

    providers: dict[str, dict[str, tuple[int, Provider]]] = field(default_factory=dict)

    def register(self, place: str, name: str, provider: Provider, *, order: int = 100) -> None:
        """Let a provider fill a place; the same name again replaces it."""
        self.providers.setdefault(place, {})[name] = (order, provider)

    def fill(self, place: str, ids: Iterable[object], request: HttpRequest) -> dict[object, list[SafeString]]:
        """Ask every provider of the place once; what each id got, in order. A place nobody fills is empty."""
        wanted = list(ids)
        filled: dict[object, list[SafeString]] = {key: [] for key in wanted}
        if not wanted:
            return filled
        for name, (_order, provider) in sorted(
            self.providers.get(place, {}).items(), key=lambda entry: (entry[1][0], entry[0])
        ):
            for key, html in provider(wanted, request).items():
                if not isinstance(html, SafeString):
                    raise UnsafeSlot(f"{place}: {name} answered with {type(html).__name__}")
                if key in filled:
                    filled[key].append(html)
        return filled


registry = Registry()
register = registry.register
fill = registry.fill
