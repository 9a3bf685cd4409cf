"""What lies about: drawers for everything, and templates that nobody shows."""

from collections.abc import Iterable
from pathlib import Path

from tests.architecture.source import Module

DRAWERS = {"utils", "helpers", "services", "common", "misc"}


def drawers(modules: Iterable[Module]) -> list[str]:
    """Name each module or package called after nothing in particular."""
    return [module.name for module in modules if DRAWERS & set(module.name.split("."))]


def unused_templates(templates: Iterable[Path], modules: Iterable[Module], called_by_name: set[str]) -> list[str]:
    """Name each template that no module and no other template names, and that no framework looks for by itself."""
    templates = list(templates)
    texts = [module.text for module in modules] + [path.read_text(encoding="utf-8") for path in templates]
    names = {_name(path) for path in templates} - called_by_name
    return sorted(name for name in names if not any(_names(text, name) for text in texts))


def _names(text: str, name: str) -> bool:
    """Tell whether a text names a template, or its folder to choose from: `"ui/styleguide/"|add:section`."""
    folder = f"{name.rpartition('/')[0]}/"
    return any(f"{quote}{part}{quote}" in text for part in (name, folder) for quote in "\"'")


def _name(path: Path) -> str:
    parts = path.parts
    return "/".join(parts[len(parts) - parts[::-1].index("templates") :])
