"""The registry of search: each context says what its records are found by, under which facets, and what is vetoed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q

if TYPE_CHECKING:
    from django.utils.functional import Promise

# Where the languages of the index are kept for a while.
LANGUAGES_KEY = "records:languages-of-the-index"
PUBLIC_TOKEN = "public"  # noqa: S105 - a token of an audience, no secret


@dataclass(frozen=True)
class Document:
    """What a record says in one language: plain words, no markup. `facets` maps a facet to its values.

    `names` are what it is called beside its title, such as an acronym: who looks for one of them finds it first.
    """

    language: str
    title: str
    summary: str = ""
    body: str = ""
    facets: Mapping[str, Iterable[str]] = field(default_factory=dict)
    date: date | None = None
    names: Sequence[str] = ()


@dataclass(frozen=True)
class Facet:
    """A way to narrow a search.

    `labels` names many of its values at once, for the language of the request; `hues` gives the accent of those that
    have one, which is also the accent of the hits that carry them.
    """

    name: str
    label: str | Promise
    labels: Callable[[Sequence[str]], Mapping[str, str]]
    hues: Callable[[Sequence[str]], Mapping[str, str]] = lambda _values: {}
    order: int = 50


type Builder = Callable[[Sequence[UUID]], Mapping[UUID, Sequence[Document]]]
type Tokens = Callable[[Any], Iterable[str]]
type Veto = Callable[[Any], Q]

_builders: dict[str, Builder] = {}
_facets: dict[str, Facet] = {}
_tokens: list[Tokens] = []
_vetoes: list[Veto] = []


def register(kind: str, builder: Builder) -> None:
    """Let records of a kind be found; the builder answers for many records in a fixed number of queries."""
    _builders[kind] = builder


def register_facet(facet: Facet) -> None:
    """Add a facet; they are shown by their order."""
    _facets[facet.name] = facet
    ordered = sorted(_facets.values(), key=lambda one: (one.order, one.name))
    _facets.clear()
    _facets.update({one.name: one for one in ordered})


def register_tokens(tokens: Tokens) -> None:
    """Add audience tokens that a person holds beside `public`."""
    _tokens.append(tokens)


def register_veto(veto: Veto) -> None:
    """Add a condition on entries that a person must not even see counted, such as a conflict of interest."""
    _vetoes.append(veto)


def builders() -> Mapping[str, Builder]:
    """Return the builder of each kind that can be found."""
    return _builders


def facets() -> Mapping[str, Facet]:
    """Return the facets by name."""
    return _facets


def audience_of(person: Any) -> list[str]:
    """Return the tokens of everything that a person may find."""
    return [PUBLIC_TOKEN, *(token for tokens in _tokens for token in tokens(person))]


def vetoed_for(person: Any) -> Q:
    """Return the condition of what is kept from a person; an empty one keeps nothing."""
    condition = Q()
    for veto in _vetoes:
        condition |= veto(person)
    return condition
