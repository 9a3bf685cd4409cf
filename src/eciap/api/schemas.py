"""What the API says of itself, and of what went wrong: problem details as in RFC 9457."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from pydantic import Field

from eciap.foundation.exchange.exports import ROOT, resource
from eciap.foundation.records.schemas import Address, Shape

# What each kind of problem is called in its type and on the page that explains them.
KINDS = {
    400: ("unreadable", "The request could not be read", "Something in it is not as HTTP or this platform expect it."),
    404: ("not-found", "There is nothing here", "The address is mistyped, or what was here was taken away."),
    405: ("read-only", "This can only be read", "The API answers GET, HEAD and OPTIONS; `Allow` names them."),
    422: (
        "invalid",
        "The request is not valid",
        "A parameter is unknown, given twice, or has a value it may not have.",
    ),
    429: ("too-many", "Too many requests", "Wait for as long as `Retry-After` says."),
    500: ("failed", "Something failed here", "It is our mistake and was noted; the reference names it."),
    503: ("not-ready", "The platform is not ready", "It is starting or being looked after; try again in a moment."),
}


class Mistake(Shape):
    """One thing that is wrong with a request."""

    detail: str
    parameter: str
    """The name of the parameter."""
    pointer: str = Field(examples=["#/query/limit"])
    """Where it stands in the request: in its `query` or its `path`."""


class Problem(Shape):
    """What went wrong (RFC 9457)."""

    type: Address
    """Names the kind of problem and leads to its explanation."""
    title: str
    status: int
    detail: str
    instance: str
    """The path that was asked for."""
    errors: list[Mistake] = Field(default=[])
    """What is wrong with each parameter; empty for other kinds of problems."""
    reference: str | None = None
    """To be quoted to those who look after the platform; they find it in their log."""


class Index(Shape):
    """Where everything is."""

    name: str
    version: str
    links: dict[str, Address]


def problem(status: int, path: str, detail: str = "", **more: Any) -> Problem:
    """Say what went wrong at a path."""
    kind = KINDS.get(status)
    name, title, usual = kind or ("other", HTTPStatus(status).phrase, HTTPStatus(status).description)
    return Problem(
        type=f"{ROOT}docs/#problem-{name}" if kind else "about:blank",
        title=title,
        status=status,
        detail=detail or usual or title,
        instance=path,
        **more,
    )


def mistakes(errors: Iterable[dict[str, Any]]) -> list[Mistake]:
    """Read what the validator says is wrong: each has a place in the request and a sentence."""
    return [_mistake(error["loc"][0], str(error["loc"][-1]), error["msg"]) for error in errors]


def _mistake(place: str, parameter: str, words: str) -> Mistake:
    pointer = parameter.replace("~", "~0").replace("/", "~1")  # RFC 6901
    return Mistake(detail=words.removeprefix("Value error, "), parameter=parameter, pointer=f"#/{place}/{pointer}")


def index(name: str, version: str, collections: Iterable[str]) -> Index:
    """Say where the lists are, the description for machines and the one for people."""
    described = {"openapi": f"{ROOT}openapi.json", "docs": f"{ROOT}docs/"}
    lists = {collection: resource(collection) for collection in collections}
    return Index(name=name, version=version, links={"self": ROOT, **lists, **described})
