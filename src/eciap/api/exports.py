"""The API described for machines (OpenAPI 3.1): what ninja knows, made exact.

Ninja writes parameters as nullable, which nobody can send in an address, and leaves out what the door adds: problems,
validators for caches and what each header is for.
"""

from __future__ import annotations

import json
from typing import Any

from ninja import NinjaAPI

from eciap.api.schemas import KINDS, Problem
from eciap.foundation.exchange.exports import ROOT

type Json = dict[str, Any]

REF = "#/components/schemas/{model}"
HEADERS: Json = {
    "ETag": {"description": "Names this state; send it back as `If-None-Match`.", "schema": {"type": "string"}},
    "Cache-Control": {"description": "For how long it may be kept.", "schema": {"type": "string"}},
    "Content-Language": {"description": "The language that was chosen.", "schema": {"type": "string"}},
}
PROBLEMS = (400, 422, 500)


def described(api: NinjaAPI) -> Json:
    """Return the description of the API."""
    written = api.get_openapi_schema(path_prefix=ROOT)
    schemas = {**written["components"]["schemas"], **_problems()}
    paths = {path: {method: _operation(found) for method, found in item.items()} for path, item in _paths(written)}
    shown = json.dumps([paths, schemas])
    tags = {tag for item in paths.values() for found in item.values() for tag in found["tags"]}
    return {
        "openapi": written["openapi"],
        "info": written["info"],
        "servers": [{"url": "/", "description": "This platform"}],
        "tags": [{"name": tag} for tag in sorted(tags)],
        "paths": paths,
        "components": {"schemas": {name: _tidy(schemas[name]) for name in sorted(schemas) if _ref(name) in shown}},
    }


def _ref(name: str) -> str:
    """Return how a shape is referred to; what the validator reads parameters with is not."""
    return json.dumps({"$ref": REF.format(model=name)})[1:-1]


def _paths(written: Json) -> list[tuple[str, Json]]:
    return list(written["paths"].items())


def _problems() -> Json:
    schema = Problem.model_json_schema(mode="serialization", ref_template=REF)
    # A member that is empty is left out.
    schema["required"] = [name for name in schema["required"] if name not in {"errors", "reference"}]
    inner = schema.pop("$defs")
    return {**inner, "Problem": schema}


def _operation(found: Json) -> Json:
    parameters = [_parameter(parameter) for parameter in found.get("parameters", [])]
    in_path = any(parameter["in"] == "path" for parameter in parameters)
    answers = {"200": {**_answer(found["responses"]), "headers": HEADERS}, "304": {"description": "Not changed."}}
    wrong = sorted([*PROBLEMS, *([404] if in_path else [])])
    problems = {str(status): _problem(status) for status in wrong}
    return {**found, "parameters": parameters, "responses": {**answers, **problems}}


def _answer(responses: Json) -> Json:
    return {str(status): answer for status, answer in responses.items()}["200"]


def _problem(status: int) -> Json:
    content = {"application/problem+json": {"schema": {"$ref": REF.format(model="Problem")}}}
    return {"description": KINDS[status][1] + ".", "content": content}


def _parameter(parameter: Json) -> Json:
    """Say what may stand in an address: nothing there is null, and its description stands beside it."""
    schema = _tidy(_without_null(parameter["schema"]))
    said = {name: schema.pop(name) for name in ("description", "examples") if name in schema}
    kept: Json = {"in": parameter["in"], "name": parameter["name"], "required": parameter["required"]}
    if words := parameter.get("description") or said.get("description"):
        kept["description"] = " ".join(words.split())
    if examples := said.get("examples"):
        kept["example"] = examples[0]
    return {**kept, "schema": schema}


def _without_null(schema: Json) -> Json:
    if "anyOf" not in schema:
        return schema
    others = {name: value for name, value in schema.items() if name != "anyOf"}
    choices = [choice for choice in schema["anyOf"] if choice.get("type") != "null"]
    return {**others, **(choices[0] if len(choices) == 1 else {"anyOf": choices})}


def _tidy(value: Any) -> Any:
    """Leave out the titles that are only the names again, and the line ends of our own text."""
    if isinstance(value, list):
        return [_tidy(part) for part in value]
    if not isinstance(value, dict):
        return value
    kept = {name: _tidy(part) for name, part in value.items() if not (name == "title" and isinstance(part, str))}
    if isinstance(words := kept.get("description"), str):
        kept["description"] = " ".join(words.split())
    return kept
