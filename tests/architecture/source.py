"""Reads the house as it stands: its modules, its templates and the floors that `.importlinter` lays."""

import ast
import configparser
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src"


@dataclass(frozen=True)
class Module:
    """A Python file and the dotted name it is imported by."""

    name: str
    path: Path

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))

    def strings(self) -> Iterator[ast.Constant]:
        """Every piece of text that is not a docstring."""
        docstrings = {id(node.value) for node in ast.walk(self.tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
                yield node


def modules(root: Path = SRC) -> list[Module]:
    """Every module below `root` that a person wrote."""
    paths = sorted(path for path in root.rglob("*.py") if "migrations" not in path.parts)
    return [Module(_dotted(path.relative_to(root)), path) for path in paths]


def templates(root: Path = SRC) -> list[Path]:
    return sorted(path for path in root.rglob("templates/**/*.*") if path.is_file())


def context_of(name: str) -> str:
    """The context that a module of the platform belongs to; an app of the foundation counts by itself.

    `eciap.alliance.queries` belongs to alliance, `eciap.foundation.records.models` to records.
    """
    parts = name.split(".")
    return parts[2] if parts[1:2] == ["foundation"] and len(parts) > 2 else parts[1]


def room_of(name: str) -> str:
    """The room that a module of the platform lies in: `eciap.alliance.queries.members` lies in queries."""
    parts = name.split(".")
    depth = 3 if parts[1:2] == ["foundation"] else 2
    return parts[depth] if len(parts) > depth else ""


@cache
def heights() -> dict[str, tuple[int, int]]:
    """How high each context stands; in the foundation, which app stands on which."""
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter")
    floors = _layers(contracts["importlinter:contract:floors"]["layers"])
    apps = _layers(contracts["importlinter:contract:foundation"]["layers"])
    ground = floors.pop("foundation")
    return {name: (height, 0) for name, height in floors.items()} | {
        name: (ground, height) for name, height in apps.items()
    }


def foundation() -> set[str]:
    return {name for name, (floor, _) in heights().items() if floor == 0}


def _layers(text: str) -> dict[str, int]:
    lines = reversed(text.split("\n"))
    floors = [line.replace("|", " ").replace("(", " ").replace(")", " ").split() for line in lines if line.strip()]
    return {name: height for height, names in enumerate(floors) for name in names}


def _dotted(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")
