"""Themes and territories as machines read them, and what may be asked of their lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from eciap.foundation.exchange.exports import (
    FIGURES,
    Country,
    Listed,
    Reference,
    Resource,
    WantedPage,
    common,
    reference,
    resource,
)
from eciap.foundation.records.schemas import Address, Point, Shape, Source, cited, point
from eciap.foundation.ui.richtext import rendered_all
from eciap.vocabulary.enums import Hue, TerritoryLevel, ThemeKind

if TYPE_CHECKING:
    from eciap.vocabulary import models

TerritoryCode = Annotated[str, Field(min_length=2, max_length=5, pattern=r"^[A-Z]{2}[A-Z0-9]*$", examples=["AT13"])]
# From the first edition of the classification to one that nobody here will see.
Edition = Annotated[int, Field(ge=1995, le=2999, examples=[2024]), FIGURES]


class ThemesWanted(WantedPage):
    """Which themes."""

    kind: ThemeKind | None = None
    """Themes, or the desks that belong to them; without it both, themes first."""


class Theme(Resource):
    """A theme that the alliance works on, or a desk: a subject within one."""

    kind: ThemeKind
    name: str
    short: str
    """The name where there is little room."""
    question: str | None
    """What the theme asks."""
    summary: str | None
    hue: Hue
    """The accent of its pages."""
    parent: Reference | None
    """The theme that a desk belongs to."""


class WholeTheme(Theme):
    """A theme with what is known to work, and its sources."""

    lessons: str | None
    """What we know works, as HTML."""
    to_do: str | None
    """What to do next, as HTML."""
    desks: list[Reference]
    sources: list[Source]


class ThemeList(Listed[Theme]):
    """A page of themes."""


def theme(found: models.Theme) -> Theme:
    """Show a theme in a list."""
    return Theme(**_theme(found))


def whole_theme(found: models.Theme) -> WholeTheme:
    """Show a theme with all that its page says."""
    lessons, to_do = rendered_all([found.text.lessons, found.text.to_do])
    return WholeTheme(
        **_theme(found),
        lessons=str(lessons) or None,
        to_do=str(to_do) or None,
        desks=[reference("themes", desk) for desk in found.desks.all()],
        sources=cited(found.record),
    )


def _theme(found: models.Theme) -> dict[str, Any]:
    text = found.text
    return {
        **common("themes", found.slug, found.record, text.language),
        "kind": ThemeKind(found.kind),
        "name": text.name,
        "short": text.short,
        "question": text.question or None,
        "summary": text.summary or None,
        "hue": Hue(found.hue),
        "parent": reference("themes", found.parent) if found.parent else None,
    }


class TerritoriesWanted(WantedPage):
    """Which territories."""

    edition: Edition | None = None
    """The edition of the classification; without it the newest one."""
    level: TerritoryLevel | None = None
    """0 countries, 1 major regions, 2 basic regions, 3 small regions (level 3 where an operator has imported it)."""
    country: Country | None = Field(None, examples=["AT"])
    """A country and what lies in it, by its code in the classification: EL for Greece, UK for the United Kingdom."""


class CodeList(Shape):
    """The official list that a code is taken from."""

    title: str
    version: str
    source_title: str
    source_url: Address
    licence: str | None


class Territory(Shape):
    """A country or region in one edition of the classification of territorial units (NUTS)."""

    code: str = Field(examples=["AT13"])
    edition: int = Field(examples=[2024])
    level: TerritoryLevel
    name: str | None
    """In the national script."""
    name_latin: str | None
    """In Latin letters."""
    parent: str | None
    """The code of the territory that it lies in."""
    point: Point | None
    """A point inside it; null when none is recorded."""
    links: dict[str, Address]
    """`self`, its `parent`, and for a country the `territories` in it."""


class WholeTerritory(Territory):
    """A territory with the list that it comes from."""

    code_list: CodeList


class TerritoryList(Listed[Territory]):
    """A page of territories."""


def territory(found: models.Territory) -> Territory:
    """Show a territory in a list."""
    return Territory(**_territory(found))


def whole_territory(found: models.Territory) -> WholeTerritory:
    """Show a territory with the list that it comes from."""
    kept = found.code_list
    code_list = CodeList(
        title=kept.title,
        version=kept.version,
        source_title=kept.source_title,
        source_url=kept.source_url,
        licence=kept.licence or None,
    )
    return WholeTerritory(**_territory(found), code_list=code_list)


def _territory(found: models.Territory) -> dict[str, Any]:
    links = {"self": resource("territories", found.edition, found.code)}
    if found.parent:
        links["parent"] = resource("territories", found.edition, found.parent.code)
    if found.level == TerritoryLevel.COUNTRY:
        links["territories"] = f"{resource('territories')}?edition={found.edition}&country={found.code}"
    return {
        "code": found.code,
        "edition": found.edition,
        "level": TerritoryLevel(found.level),
        "name": found.name or None,
        "name_latin": found.name_latin or None,
        "parent": found.parent.code if found.parent else None,
        "point": point(found.lon, found.lat),
        "links": links,
    }
