"""What the import linter cannot see: entering a context past its doors by the name of a module or a model."""

import ast
import re
from collections.abc import Iterator

from tests.architecture.source import Module, context_of, foundation

DOORS = {"", "queries", "operations", "signals", "enums", "apps"}
FRONT_DOORS = {"api": {"endpoints"}, "config": {"urls"}}
DOTTED = re.compile(r"eciap\.(?P<context>\w+)(?:\.(?P<room>\w+))?[\w.]*")
BY_NAME = {"get_model", "get_registered_model"}


def entrances_past_a_door(modules: list[Module]) -> list[str]:
    """Name each string that reaches into another context: `import_module("eciap.alliance.models")`."""
    return [
        f"{module.path}:{line} enters {what}"
        for module in modules
        if module.name.startswith("eciap.") and context_of(module.name) != "config"
        for line, what in [*_dotted_names(module), *_models_by_name(module)]
    ]


def _dotted_names(module: Module) -> Iterator[tuple[int, str]]:
    own = context_of(module.name)
    doors = DOORS | FRONT_DOORS.get(own, set())
    for node in module.strings():
        if (
            (name := DOTTED.fullmatch(node.value))
            and name["context"] not in {own, "foundation"}
            and (name["room"] or "") not in doors
        ):
            yield node.lineno, node.value


def _models_by_name(module: Module) -> Iterator[tuple[int, str]]:
    own = context_of(module.name)
    for node in ast.walk(module.tree):
        match node:
            case ast.Call(func=ast.Attribute(attr=method), args=[ast.Constant(value=str(label)), *_]) if (
                method in BY_NAME
            ):
                context = label.partition(".")[0]
                if context not in {own, *foundation()}:
                    yield node.lineno, label
