"""The description of the API as rows for people: each operation with its parameters, each shape with its fields."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.template.defaultfilters import linebreaks_filter
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString, mark_safe

type Json = dict[str, Any]


@dataclass(frozen=True)
class Kind:
    """What a value is, in words, and the shape that it leads to."""

    words: str
    shape: str = ""


@dataclass(frozen=True)
class Row:
    """A parameter or a field."""

    name: str
    kind: Kind
    description: SafeString
    bounds: str = ""
    example: str = ""


@dataclass(frozen=True)
class OperationRow:
    """Something that can be asked for."""

    anchor: str
    title: str
    address: SafeString
    description: SafeString
    parameters: list[Row]
    answer: Kind
    example: str


@dataclass(frozen=True)
class ShapeRow:
    """What an answer is made of: its fields, or the words that it may be."""

    name: str
    description: SafeString
    fields: list[Row]
    choices: list[str]


def marked(words: str) -> SafeString:
    """Set `code` and *emphasis* as the description marks them."""
    html = re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(words))
    return mark_safe(re.sub(r"\*([^*]+)\*", r"<em>\1</em>", html))  # noqa: S308 - escaped just above


def introduction(described: Json) -> SafeString:
    """Return what the API says of itself, in paragraphs."""
    return linebreaks_filter(marked(described["info"]["description"]))


def operations(described: Json) -> dict[str, list[OperationRow]]:
    """Return the operations under their tags, in the order of the description."""
    found: dict[str, list[OperationRow]] = {}
    for path, item in described["paths"].items():
        for operation in item.values():
            found.setdefault(operation["tags"][0], []).append(_operation(path, operation))
    return found


def shapes(described: Json) -> list[ShapeRow]:
    """Return the shapes by name."""
    return [_shape(name, schema) for name, schema in described["components"]["schemas"].items()]


def _operation(path: str, operation: Json) -> OperationRow:
    answer = operation["responses"]["200"]["content"]["application/json"]["schema"]
    return OperationRow(
        anchor=operation["operationId"],
        title=operation["summary"],
        address=format_html_join(SafeString("/<wbr>"), "{}", ((part,) for part in path.split("/"))),
        description=marked(operation.get("description", "")),
        parameters=[_parameter(parameter) for parameter in operation["parameters"]],
        answer=_kind(answer),
        example=_example(path, operation["parameters"]),
    )


def _example(path: str, parameters: list[Json]) -> str:
    """Return an address to try; none where it would need the name of something that may not be there."""
    if "{" in path:
        return ""
    asked = {p["name"]: p["example"] for p in parameters if "example" in p and p["name"] in {"lang", "country"}}
    return f"{path}?{urlencode(asked)}" if asked else path


def _parameter(parameter: Json) -> Row:
    schema = parameter["schema"]
    required = "required" if parameter["in"] == "path" else ""
    bounds = ", ".join(part for part in (required, _bounds(schema)) if part)
    example = str(parameter.get("example", ""))
    return Row(parameter["name"], _kind(schema), marked(parameter.get("description", "")), bounds, example)


def _shape(name: str, schema: Json) -> ShapeRow:
    fields = [
        Row(field, _kind(said), marked(said.get("description", "")), _bounds(said))
        for field, said in schema.get("properties", {}).items()
    ]
    choices = [str(choice) for choice in schema.get("enum", [])]
    return ShapeRow(name, marked(schema.get("description", "")), fields, choices)


def _kind(schema: Json) -> Kind:
    if "anyOf" in schema:
        kinds = [_kind(choice) for choice in schema["anyOf"]]
        return Kind(" or ".join(kind.words for kind in kinds), next((k.shape for k in kinds if k.shape), ""))
    if "$ref" in schema or "allOf" in schema:
        name = (schema.get("$ref") or schema["allOf"][0]["$ref"]).rpartition("/")[2]
        return Kind(name, name)
    if schema.get("type") == "array":
        inner = _kind(schema["items"])
        return Kind(f"list of {inner.words}", inner.shape)
    if schema.get("type") == "object":
        return Kind("addresses by name" if "additionalProperties" in schema else "object")
    if "const" in schema:
        return Kind(str(schema["const"]))
    return Kind(" ".join(part for part in (schema.get("type", "anything"), schema.get("format", "")) if part))


def _bounds(schema: Json) -> str:
    said = [", ".join(str(choice) for choice in schema["enum"])] if "enum" in schema else []
    if "minimum" in schema and "maximum" in schema:
        said.append(f"{schema['minimum']} to {schema['maximum']}")
    if "default" in schema:
        said.append(f"{schema['default']} unless said otherwise")
    return "; ".join(said)
