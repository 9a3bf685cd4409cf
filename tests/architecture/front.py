"""What ends at the front: no request is handed below it, and no model asks the clock by itself."""

import ast

from tests.architecture.source import Module, room_of

BELOW_THE_FRONT = {"operations", "queries", "rules", "transitions", "receivers", "schemas", "enums", "signals"}


def requests_below_the_front(modules: list[Module]) -> list[str]:
    """Name each function below the front that takes a request."""
    return [
        f"{module.path}:{function.lineno} {function.name}"
        for module in modules
        if module.name.startswith("eciap.") and room_of(module.name) in BELOW_THE_FRONT
        for function in module.functions()
        if "request" in {argument.arg for argument in ast.walk(function.args) if isinstance(argument, ast.arg)}
    ]


def clocks_in_models(modules: list[Module]) -> list[str]:
    """Name each field that stamps itself by Django's clock; `db_default=Now()` is the database's own bookkeeping."""
    return [
        f"{module.path}:{node.lineno} {node.arg}"
        for module in modules
        if room_of(module.name) == "models"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}
    ]
