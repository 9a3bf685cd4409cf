"""Where templates point: links, includes and base templates of their own floor or below."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.architecture.routes import Route
from tests.architecture.source import SRC, context_of, foundation, heights

URL_TAG = re.compile(r"""{%-?\s*url\s+["']([^"']+)["']""")
TEMPLATE_TAG = re.compile(r"""{%-?\s*(?:extends|include)\s+["']([^"'/]+)/""")


def owners_of(routes: Iterable[Route]) -> dict[str, str]:
    """Map the name of each of our routes to the context whose view answers it."""
    return {route.name: context_of(route.module) for route in routes if route.module.startswith("eciap.")}


def links_that_point_up(templates: Iterable[Path], owners: Mapping[str, str], src: Path = SRC) -> list[str]:
    """Name each `{% url %}` in a template that asks for a route of a higher context, or of a stranger."""
    floors = heights()
    return [
        f"{path} links up to {name}"
        for path in templates
        for name in URL_TAG.findall(path.read_text(encoding="utf-8"))
        if (target := owners.get(name)) and target != _owner(path, src) and floors[target] >= floors[_owner(path, src)]
    ]


def templates_of_other_contexts(templates: Iterable[Path], src: Path = SRC) -> list[str]:
    """Name each template that extends or includes one of another context; those of the foundation are for all below."""
    floors = heights()
    return [
        f"{path} takes a template of {target}"
        for path in templates
        for target in TEMPLATE_TAG.findall(path.read_text(encoding="utf-8"))
        if target in floors and not _may_take(_owner(path, src), target)
    ]


def _may_take(owner: str, target: str) -> bool:
    return target == owner or (target in foundation() and heights()[target] < heights()[owner])


def _owner(path: Path, src: Path) -> str:
    return context_of(".".join(path.relative_to(src).parts))
