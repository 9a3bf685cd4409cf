"""How operations are written: keyword-only, in one transaction, and logged."""

import ast
from collections.abc import Callable, Iterator

from tests.architecture.source import Module, context_of, room_of

type Function = ast.FunctionDef | ast.AsyncFunctionDef


def public_operations(modules: list[Module]) -> Iterator[tuple[str, Function]]:
    """Every public function of an `operations` room, as `context.function`."""
    for module in modules:
        if module.name.startswith("eciap.") and room_of(module.name) == "operations":
            for node in module.tree.body:
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
                    yield f"{context_of(module.name)}.{node.name}", node


def operations_without(promise: Callable[[Function], bool], modules: list[Module]) -> set[str]:
    return {name for name, function in public_operations(modules) if not promise(function)}


def is_keyword_only(function: Function) -> bool:
    given = function.args
    return not (given.posonlyargs or given.args or given.vararg)


def is_atomic(function: Function) -> bool:
    """Tell whether `@transaction.atomic` stands above the function, or `with transaction.atomic()` in it."""
    entered = [item.context_expr for node in ast.walk(function) if isinstance(node, ast.With) for item in node.items]
    return any(_last_name(node) == "atomic" for node in [*function.decorator_list, *entered])


def is_logged(function: Function) -> bool:
    return any(isinstance(node, ast.Call) and _last_name(node) == "log" for node in ast.walk(function))


def _last_name(node: ast.expr) -> str:
    match node:
        case ast.Call(func=called):
            return _last_name(called)
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""
