"""What all lists and resources have in common when machines read them: a page at a time, in a language, with links.

A context says where its resources lead (`register_links`), so that a lower one shows links to it without knowing it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Self
from urllib.parse import parse_qsl, urlencode, urlsplit
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from eciap.foundation.languages.display import localised
from eciap.foundation.records.enums import Certainty
from eciap.foundation.records.schemas import Address, Shape

if TYPE_CHECKING:
    from eciap.foundation.records.models import Record

ROOT = "/api/v1/"
LANGUAGES = [code for code, _name in settings.LANGUAGES]

_links: dict[str, dict[str, str]] = defaultdict(dict)


def _in_figures(value: Any) -> Any:
    """Take a number as a person writes it: no sign but a minus, no separators, no decimals."""
    if isinstance(value, str) and not re.fullmatch(r"-?[0-9]{1,18}", value):
        raise ValueError("Input should be a whole number in figures")
    return value


def _offered(code: str) -> str:
    if code not in LANGUAGES:
        raise ValueError(f"Input should be one of {', '.join(LANGUAGES)}")
    return code


FIGURES = BeforeValidator(_in_figures)  # stands after the bounds, or pydantic leaves them out of the description
Language = Annotated[str, AfterValidator(_offered), WithJsonSchema({"type": "string", "enum": LANGUAGES})]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]


class Wanted(BaseModel):
    """What every request may say."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)

    lang: Language | None = Field(None, examples=["fr"])
    """The language of the texts; without it the header `Accept-Language` decides. What is not translated comes in the
    language of the original, and `language` says so."""


class WantedPage(Wanted):
    """What every request for a list may say."""

    limit: Annotated[int, Field(ge=1, le=200), FIGURES] = 50
    """How many to give at once."""
    offset: Annotated[int, Field(ge=0, le=1_000_000), FIGURES] = 0
    """How many to leave out before."""

    def part[R](self, rows: Sequence[R] | QuerySet[Any, R]) -> list[R]:
        """Return the rows of this page."""
        return list(rows[self.offset : self.offset + self.limit])


class Listed[S: Shape](Shape):
    """A page of a list."""

    total: int
    """How many there are in all."""
    limit: int
    offset: int
    next: Address | None
    """The next page; null on the last."""
    previous: Address | None
    """The page before; null on the first."""
    items: list[S]

    @classmethod
    def of(cls, items: list[S], total: int, wanted: WantedPage, address: str) -> Self:
        """Put a page together; `address` is the one that was asked for."""
        after, before = wanted.offset + wanted.limit, wanted.offset - wanted.limit
        return cls(
            total=total,
            limit=wanted.limit,
            offset=wanted.offset,
            next=_moved(address, after) if after < total else None,
            previous=_moved(address, max(before, 0)) if wanted.offset else None,
            items=items,
        )


def _moved(address: str, offset: int) -> str:
    """Return the address of the same list from another place on."""
    parts = urlsplit(address)
    query = [(name, value) for name, value in parse_qsl(parts.query) if name != "offset"]
    return f"{parts.path}?{urlencode([*query, ('offset', offset)])}"


class Reference(Shape):
    """Another resource, in short."""

    slug: str
    name: str
    url: Address
    """The resource."""
    page: Address
    """The page about it, for people."""


class Resource(Shape):
    """What every resource says of itself."""

    id: UUID
    """Stays the same for ever, also where the address changes."""
    slug: str
    language: str
    """The language that the texts are in."""
    certainty: Certainty
    """How sure we are of what is said."""
    changed_at: datetime
    links: dict[str, Address] = Field(
        examples=[
            {"self": "https://example.org/api/v1/themes/clusters", "page": "https://example.org/themes/clusters/"}
        ]
    )
    """`self`, the `page` for people, and the lists of what belongs to it."""


def resource(collection: str, *parts: object) -> str:
    """Return the address of a resource: *resource("themes", "clusters")*."""
    return ROOT + "/".join([collection, *(str(part) for part in parts)])


def register_links(collection: str, **addresses: str) -> None:
    """Say what belongs to each resource of a collection: `register_links("themes", actions="actions?theme={slug}")`."""
    _links[collection] |= addresses


def common(collection: str, slug: str, record: Record, language: str) -> dict[str, Any]:
    """Return what every resource says of itself; `language` is that of its texts."""
    more = {name: ROOT + address.format(slug=slug) for name, address in _links[collection].items()}
    links = {"self": resource(collection, slug), "page": localised(record.address), **more}
    return {
        "id": record.pk,
        "slug": slug,
        "language": language,
        "certainty": Certainty(record.certainty),
        "changed_at": record.changed_at,
        "links": links,
    }


def reference(collection: str, thing: Any) -> Reference:
    """Refer to something that has a slug, a name and a page."""
    page = localised(thing.get_absolute_url())
    return Reference(slug=thing.slug, name=str(thing), url=resource(collection, thing.slug), page=page)
