"""How long files, functions and templates are, against the budgets of the house."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from tests.architecture.source import Module


@dataclass(frozen=True)
class Budget:
    """What half of them keep, what nine in ten keep, and what none may pass."""

    most: int
    half: float | None = None
    nine_in_ten: float | None = None

    def broken_by(self, lengths: Mapping[str, int]) -> list[str]:
        """Say which lengths break the budget, the single ones by name."""
        values = sorted(lengths.values()) or [0, 0]
        broken = [
            f"{name}: {length} lines, the most is {self.most}" for name, length in lengths.items() if length > self.most
        ]
        if self.half is not None and median(values) > self.half:
            broken.append(f"the median is {median(values)} lines, the aim is {self.half}")
        if self.nine_in_ten is not None and (p90 := quantiles(values, n=10)[-1]) > self.nine_in_ten:
            broken.append(f"one in ten is longer than {p90:.0f} lines, the aim is {self.nine_in_ten}")
        return broken


FILE = Budget(half=80, nine_in_ten=250, most=400)
FUNCTION = Budget(half=10, nine_in_ten=25, most=60)
TEMPLATE = Budget(half=30, most=120)


def files(modules: list[Module]) -> dict[str, int]:
    return {str(module.path): _lines(module.path) for module in modules}


def functions(modules: list[Module]) -> dict[str, int]:
    return {
        f"{module.path}:{function.lineno} {function.name}": function.end_lineno - function.lineno + 1
        for module in modules
        for function in module.functions()
    }


def templates(paths: list[Path]) -> dict[str, int]:
    return {str(path): _lines(path) for path in paths}


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())
