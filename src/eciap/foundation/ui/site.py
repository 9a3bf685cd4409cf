"""What every page says about the site: its name comes from the content, so a higher floor provides it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Site:
    """The names and the sentence that the header, the footer and share cards carry."""

    name: str
    short_name: str = ""
    sentence: str = ""
    mark: str = "site"

    @property
    def heading(self) -> str:
        """The name as the header sets it."""
        return self.short_name or self.name


type Provider = Callable[[], Site]


def unnamed() -> Site:
    """The site before anybody gave it a name."""
    return Site(name=str(getattr(settings, "WAGTAIL_SITE_NAME", "")) or "—")


_provider: Provider = unnamed


def register(provider: Provider) -> None:
    """Name the site; the provider is asked on every page and must answer from memory."""
    global _provider  # noqa: PLW0603 - one site per process, set once at start-up
    _provider = provider


def current() -> Site:
    """The site as its provider names it now, in the active language."""
    return _provider()
