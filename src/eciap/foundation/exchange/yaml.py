"""YAML files read with the line of every value, so that an error can say where it is.

All scalars are read as text (`NO` is Norway, not a boolean); `null`, `~` and nothing are None. The types come from the
schema of the section that the file belongs to.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

type Place = tuple[str | int, ...]

_NOTHING = {"", "~", "null"}


@dataclass(frozen=True)
class RowError(Exception):
    """One thing that is wrong in a file: where, and what."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        """`actions.yaml, line 12, theme: …`."""
        where = f"{self.file}, line {self.line}"
        return f"{where}, {self.field}: {self.message}" if self.field else f"{where}: {self.message}"


@dataclass(frozen=True)
class Document:
    """A file's data and the line at which each part of it begins."""

    name: str
    data: Any
    lines: dict[Place, int] = field(repr=False)

    def error(self, place: Place, message: str) -> RowError:
        """Make the error for a place; a field that is missing is reported at what should contain it."""
        known = next((place[:n] for n in range(len(place), -1, -1) if place[:n] in self.lines), ())
        named = ".".join(str(part) for part in place if isinstance(part, str))
        return RowError(self.name, self.lines.get(known, 1), named, message)


def read_yaml(path: Path) -> Document:
    """Read a file of mappings, lists and text.

    Raises:
        RowError: when it is no UTF-8, no YAML, repeats a key, or uses more of YAML than mappings, lists and text.

    """
    try:
        text = path.read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except UnicodeDecodeError as wrong:
        line = path.read_bytes()[: wrong.start].count(b"\n") + 1
        raise RowError(path.name, line, "", "this is no UTF-8; save the file as UTF-8") from wrong
    except yaml.MarkedYAMLError as wrong:
        mark = wrong.problem_mark or wrong.context_mark
        raise RowError(path.name, mark.line + 1 if mark else 1, "", wrong.problem or "this is no YAML") from wrong
    except yaml.YAMLError as wrong:
        raise RowError(path.name, 1, "", "the file has characters that YAML does not allow") from wrong
    lines: dict[Place, int] = {(): 1}
    data = _plain(node, (), lines, path.name) if node else None
    return Document(path.name, data, lines)


def _plain(node: yaml.Node, place: Place, lines: dict[Place, int], name: str) -> Any:
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.ScalarNode):
        return None if node.style is None and node.value in _NOTHING else node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*place, n), lines, name) for n, item in enumerate(node.value)]
    found: dict[str, Any] = {}
    for key, value in node.value:
        if key.value in found:
            raise RowError(name, key.start_mark.line + 1, str(key.value), "this key stands here twice")
        lines[(*place, key.value)] = key.start_mark.line + 1
        found[key.value] = _plain(value, (*place, key.value), lines, name)
    return found
