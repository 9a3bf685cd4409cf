"""How operations are written: keyword-only, in one transaction, and logged."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.architecture.source import Module, context_of, room_of


@dataclass(frozen=True)
class Operation:
    """A public function of an `operations` room, with the private ones of its module that it may call."""

    name: str
    function: ast.FunctionDef
    private: dict[str, ast.FunctionDef]

    @property
    def is_keyword_only(self) -> bool:
        given = self.function.args
        return not (given.posonlyargs or given.args or given.vararg)

    @property
    def is_atomic(self) -> bool:
        """Whether `@transaction.atomic` stands above the function, or `with transaction.atomic()` in it."""
        entered = [
            item.context_expr for node in ast.walk(self.function) if isinstance(node, ast.With) for item in node.items
        ]
        return any(_last_name(node) == "atomic" for node in [*self.function.decorator_list, *entered])

    @property
    def is_logged(self) -> bool:
        """Whether the function calls `log`, itself or through private functions beside it."""
        reached, waiting = set(), [self.function]
        while waiting:
            called = {_last_name(node) for node in ast.walk(waiting.pop()) if isinstance(node, ast.Call)} - reached
            reached |= called
            waiting += [self.private[name] for name in called & self.private.keys()]
        return "log" in reached


def operations(modules: list[Module]) -> Iterator[Operation]:
    """Every operation of the platform, named `context.function`."""
    for module in modules:
        if module.name.startswith("eciap.") and room_of(module.name) == "operations":
            functions = {node.name: node for node in module.tree.body if isinstance(node, ast.FunctionDef)}
            private = {name: function for name, function in functions.items() if name.startswith("_")}
            for name in functions.keys() - private.keys():
                yield Operation(f"{context_of(module.name)}.{name}", functions[name], private)


def operations_that_are_not(promise: Callable[[Operation], bool], modules: list[Module]) -> set[str]:
    return {operation.name for operation in operations(modules) if not promise(operation)}


def _last_name(node: ast.expr) -> str:
    match node:
        case ast.Call(func=called):
            return _last_name(called)
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""
