"""What the licences of our dependencies ask of those who run the platform."""

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)
UNWANTED = re.compile(r"affero|agpl", re.IGNORECASE)


def locked(*locks: Path) -> list[str]:
    return sorted({name for lock in locks for name in LOCKED.findall(lock.read_text(encoding="utf-8"))})


def unwanted(names: list[str]) -> list[str]:
    """Name each installed dependency whose own words say AGPL: a public service could not be run with it freely."""
    return [name for name in names if (found := _installed(name)) and UNWANTED.search(_licence(found))]


def _licence(found: Distribution) -> str:
    fields = ("License-Expression", "License", "Classifier")
    return "\n".join(value for field in fields for value in found.metadata.get_all(field, []))


def _installed(name: str) -> Distribution | None:
    """The distribution, or None where this system does not need it."""
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None
