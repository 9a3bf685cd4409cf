"""Walks the URLconf: which routes there are, whose view answers them, and which are open without login."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    """One route as Django would match it, without the language prefix."""

    pattern: str
    name: str
    module: str
    is_public: bool


def routes(urlconf: str | None = None) -> list[Route]:
    return list(_below(get_resolver(urlconf), "", ""))


def public_routes(found: list[Route]) -> list[str]:
    """What a visitor without an account may ask for, each pattern once."""
    return sorted({route.pattern for route in found if route.is_public})


def _below(resolver: URLResolver, pattern: str, namespace: str) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        here = pattern + ("" if _is_language_prefix(entry) else str(entry.pattern))
        if isinstance(entry, URLPattern):
            view = entry.callback
            module = getattr(view, "view_class", view).__module__
            yield Route(here, f"{namespace}{entry.name or ''}", module, not getattr(view, "login_required", True))
        else:
            yield from _below(entry, here, f"{namespace}{entry.namespace}:" if entry.namespace else namespace)


def _is_language_prefix(entry: URLPattern | URLResolver) -> bool:
    return hasattr(entry.pattern, "prefix_default_language")
