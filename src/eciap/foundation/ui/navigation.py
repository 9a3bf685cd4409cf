"""Menus that contexts fill: each registers its entries once, every page shows those that its reader may see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language

MENUS: Final = ("main", "tools", "footer", "workspace", "account")


def everybody(_request: HttpRequest) -> bool:
    """The default: an entry is for all readers."""
    return True


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a menu; `visible` must not query the database for readers who are not signed in."""

    label: str | Promise
    url_name: str
    order: int = 100
    visible: Callable[[HttpRequest], bool] = everybody
    icon: str = ""


class Entry(NamedTuple):
    """An entry as this reader sees it now."""

    label: str
    url: str
    is_here: bool
    icon: str


class UnknownMenu(LookupError):
    """There is no menu of this name."""


@dataclass(slots=True)
class Registry:
    """All menus; `addresses` remembers where the names lead in each language."""

    items: dict[str, list[Item]] = field(default_factory=lambda: {menu: [] for menu in MENUS})
    addresses: dict[tuple[str, str], str] = field(default_factory=dict)

    def register(self, menu: str, *items: Item) -> None:
        """Add entries; registering the same entry twice changes nothing."""
        if menu not in self.items:
            raise UnknownMenu(menu)
        known = {item.url_name for item in self.items[menu]}
        self.items[menu] += [item for item in items if item.url_name not in known]
        self.items[menu].sort(key=lambda item: item.order)

    def entries(self, menu: str, request: HttpRequest) -> list[Entry]:
        """The entries of a menu that this reader may see, in order."""
        if menu not in self.items:
            raise UnknownMenu(menu)
        here = request.path
        return [
            Entry(str(item.label), address, _is_here(here, address), item.icon)
            for item in self.items[menu]
            if item.visible(request)
            for address in [self._address(item.url_name)]
        ]

    def _address(self, url_name: str) -> str:
        key = (get_language() or "", url_name)
        if key not in self.addresses:
            self.addresses[key] = reverse(url_name)
        return self.addresses[key]


def _is_here(here: str, address: str) -> bool:
    """Whether the page lies at or below the address; the front page only at itself."""
    return here == address or (address.count("/") > 1 and not _is_front(address) and here.startswith(address))


def _is_front(address: str) -> bool:
    return address.strip("/") in {"", get_language()}


registry = Registry()
register = registry.register
entries = registry.entries
