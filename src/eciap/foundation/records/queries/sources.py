"""Finding the sources that something names."""

from __future__ import annotations

from collections.abc import Iterable

from eciap.foundation.records.models import Source


class UnknownSource(LookupError):
    """Raised when something cites a source that is not recorded."""


def named_sources(keys: Iterable[str]) -> list[Source]:
    """Return the sources of these keys, in this order, each once.

    Raises:
        UnknownSource: naming the first key that is not recorded.

    """
    wanted = list(dict.fromkeys(keys))
    by_key = Source.objects.in_bulk(wanted, field_name="key")
    for key in wanted:
        if key not in by_key:
            raise UnknownSource(key)
    return [by_key[key] for key in wanted]
