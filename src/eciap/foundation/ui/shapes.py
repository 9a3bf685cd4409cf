"""What the components are given: plain frozen values.

Any object with the same attributes serves as well (a model, say).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from eciap.foundation.ui.enums import Certainty
from eciap.foundation.ui.figures import Number


class SourceLike(Protocol):
    """Where something is said: a title and, where it can be opened, an address."""

    @property
    def title(self) -> str: ...
    @property
    def url(self) -> str: ...


class FactLike(Protocol):
    """A value with its unit, date, certainty and sources; a missing value is None."""

    @property
    def label(self) -> str: ...
    @property
    def value(self) -> object: ...
    @property
    def unit(self) -> str: ...
    @property
    def as_of(self) -> object: ...
    @property
    def certainty(self) -> str: ...
    @property
    def sources(self) -> Iterable[SourceLike]: ...


@dataclass(frozen=True, slots=True)
class Source:
    """A source as a page names it."""

    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that does not come from a model."""

    label: str
    value: Number | str | None
    unit: str = ""
    as_of: object = ""
    certainty: str = Certainty.CERTAIN
    sources: Sequence[SourceLike] = ()
    note: str = ""
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Seat:
    """An organisation's place with the person who holds it and since when; nobody may hold it."""

    organisation: str
    person: str = ""
    role: str = ""
    since: object = ""
    until: object = ""
    url: str = ""
    identifier: str = ""
    hue: str = "ink"


@dataclass(frozen=True, slots=True)
class Link:
    """A thing that is pointed to, and how it relates."""

    title: str
    url: str = ""
    relation: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """An entry of a timeline."""

    when: object
    title: str
    text: str = ""
    url: str = ""
    major: bool = False


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate with the range it lies in; `tied` with its neighbours when the difference cannot be told."""

    label: str
    estimate: float
    low: float
    high: float
    tied: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; a value of None is drawn as not recorded."""

    label: str
    value: Number | None
    note: str = ""
    highlighted: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """A place on the map; one whose point is not recorded is named beside it.

    `groups` are what it belongs to; the first of them is what its colour and its shape stand for.
    """

    label: str
    lon: float | None
    lat: float | None
    url: str = ""
    hue: str = ""
    detail: str = ""
    size: int = 1
    groups: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way here; the last has no address."""

    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """One choice of a facet with how many things it leaves."""

    label: str
    url: str
    count: int | None = None
    chosen: bool = False
    hue: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a filter form."""

    name: str
    label: str
    value: str = ""
    choices: Sequence[tuple[str, str]] = ()
    kind: str = "select"
    placeholder: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What a problem page says."""

    title: str
    happened: str
    kept: str = ""
    next_steps: Sequence[Link] = field(default_factory=tuple)
    reference: str = ""
    status: int = 0
