"""The Atom feed of every context: whatever an editor pastes, it stays readable XML."""

from __future__ import annotations

import re
from typing import Any

from django.utils.feedgenerator import Atom1Feed

# What XML 1.0 cannot hold, such as the vertical tab that word processors put for a line break.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def printable(text: Any) -> str:
    """Return a text with a space for each character that no feed can hold."""
    return _UNPRINTABLE.sub(" ", str(text))


class Atom(Atom1Feed):
    """Atom, forgiving of control characters."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """Write an entry with what can be written of its words."""
        words = {name: printable(item[name]) for name in ("title", "description") if item.get(name)}
        super().add_item_elements(handler, {**item, **words})
