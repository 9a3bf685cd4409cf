"""Finding records by the last part of their address, as content files name them."""

from __future__ import annotations

from collections.abc import Iterable

from eciap.foundation.records.models import PUBLIC, Record
from eciap.foundation.records.queries import living
from eciap.portal.enums import RecordKind

# Where things live, the likeliest first: two of them may share a key.
_PLACES = ("/actions/%s/", "/members/%s/", "/recommendations/%s/", "/publications/%s/", "/news/%s/", "/timeline/#%s")


def records_named(keys: Iterable[str]) -> dict[str, Record]:
    """Return the record of each key that anything is called by; one query for all of them."""
    wanted = list(dict.fromkeys(keys))
    addresses = {place % key: key for key in wanted for place in reversed(_PLACES)}
    found = {record.address: record for record in living().filter(address__in=addresses).order_by("address")}
    return {
        key: next(found[place % key] for place in _PLACES if place % key in found)
        for key in wanted
        if any(place % key in found for place in _PLACES)
    }


def records_at(addresses: Iterable[str]) -> dict[str, Record]:
    """Return the living record at each address; one query for all of them."""
    return {record.address: record for record in living().filter(address__in=list(addresses)).order_by("address")}


def listed_records() -> list[tuple[Record, str]]:
    """Return the public records of pages and themes, once per language that they are titled in: one query."""
    kinds = [*RecordKind.values, "theme"]
    records = living().filter(kind__in=kinds, audience__contains=[PUBLIC]).order_by("address")
    return [(record, language) for record in records for language in sorted(record.titles)]
