"""The content section of themes and desks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from eciap.foundation.exchange.content import Section, UnknownKey, register
from eciap.foundation.exchange.schemas import Entry, Key, Line, Words, columns
from eciap.vocabulary.enums import Hue, ThemeKind
from eciap.vocabulary.models import Theme
from eciap.vocabulary.operations import put_theme

if TYPE_CHECKING:
    from eciap.foundation.accounts.models import Person


class ThemeWords(Words):
    """What a theme says in one language."""

    name: Line
    short: Line = Field(max_length=24)
    question: Line = ""
    summary: Line = ""
    lessons: str | None = None
    to_do: str | None = None


class ThemeEntry(Entry):
    """A theme as a content file gives it."""

    kind: ThemeKind = ThemeKind.THEME
    hue: Hue = Hue.INK
    parent: Key | None = None
    texts: dict[str, ThemeWords]


def _put(entry: ThemeEntry, _theme: Theme | None, *, by: Person | None) -> Theme:
    parent = Theme.objects.filter(slug=entry.parent).first() if entry.parent else None
    if entry.parent and parent is None:
        raise UnknownKey(entry.parent, "parent")
    return put_theme(
        slug=entry.key,
        kind=entry.kind,
        hue=entry.hue,
        parent=parent,
        position=entry.position,
        texts=columns(entry.texts),
        sources=entry.sources,
        certainty=entry.certainty,
        by=by,
    )


def register_sections() -> None:
    """Add the section; called when the platform starts."""
    register(
        Section(
            name="themes",
            file="themes.yaml",
            schema=ThemeEntry,
            find=lambda key: Theme.objects.filter(slug=key).first(),
            put=_put,
            after=("sources",),
        )
    )
