"""Entries of the log: what was done, and who read what is not for everybody."""

import json
import math
import re
from collections.abc import Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from eciap.foundation.audit.models import VERB, Acting, Entry, Recorded

LARGEST = 8_192  # bytes of JSON: an entry names what changed, it does not keep a copy of it
UNSTORABLE = re.compile("[\0\ud800-\udfff]")

type Plain = str | int | float | bool | list["Plain"] | dict[str, "Plain"] | None


class NotLoggable(ValueError):
    """Raised when an entry is not made of a dotted verb, a pseudonym, a record and plain values."""


def log(
    verb: str, *, by: Acting | None, on: Recorded | UUID | None = None, data: Mapping[str, object] | None = None
) -> Entry:
    """Write down that something was done: `log("alliance.organisation.renamed", by=person, on=organisation)`.

    `by` is None when the system itself acted. `data` holds plain values: text, numbers, truth values, None, dates,
    decimals and UUIDs (kept as text), and lists and mappings of these. Personal data does not belong there.

    Raises:
        NotLoggable: when the verb is not `context.thing.happened`, or something given is not what the log keeps.

    """
    if not VERB.fullmatch(verb):
        msg = f"{verb!r} is not a verb of the log: write context.thing.happened in lower case."
        raise NotLoggable(msg)

    return Entry.objects.create(
        verb=verb, pseudonym=_pseudonym(by), record_id=_record_id(on), data=_plain_mapping(data or {}, at=verb)
    )


@transaction.atomic
def note_reading(
    *, of: str, by: Acting, on: Recorded | UUID | None = None, data: Mapping[str, object] | None = None
) -> Entry:
    """Write down that somebody has read what is personal or sealed: `note_reading(of="reviewing.scores", by=person)`.

    `of` is `context.thing`; the entry's verb is `context.thing.read`. Views call it before they show anything.

    Raises:
        NotLoggable: when something given is not what the log keeps.

    """
    return log(f"{of}.read", by=by, on=on, data=data)


def _pseudonym(by: Acting | None) -> UUID | None:
    if by is None:
        return None
    pseudonym = getattr(by, "pseudonym", None)
    if not isinstance(pseudonym, UUID):
        msg = f"{by!r} cannot act: it has no pseudonym. Give a person, or None for the system."
        raise NotLoggable(msg)
    return pseudonym


def _record_id(on: Recorded | UUID | None) -> UUID | None:
    if on is None or isinstance(on, UUID):
        return on
    record_id = getattr(on, "record_id", None)
    if not isinstance(record_id, UUID):
        msg = f"{on!r} has no record. Give something that owns a record, the record's id, or None."
        raise NotLoggable(msg)
    return record_id


def _plain_mapping(data: Mapping[str, object], *, at: str) -> dict[str, Plain]:
    plain = _mapping(data, at)
    size = len(json.dumps(plain, ensure_ascii=False).encode())
    if size > LARGEST:
        msg = f"{at}: {size} bytes of data are more than the {LARGEST} that an entry may hold."
        raise NotLoggable(msg)
    return plain


def _mapping(data: Mapping[Any, object], at: str) -> dict[str, Plain]:
    for key in data:
        if not isinstance(key, str):
            msg = f"{at}: the key {key!r} is not text."
            raise NotLoggable(msg)
    return {_text(key, at): _plain(value, f"{at}: {key}") for key, value in data.items()}


def _plain(value: object, at: str) -> Plain:
    match value:
        case None | bool():
            return value
        case str():
            return _text(value, at)
        case int():
            return int(value)
        case float() if math.isfinite(value):
            return float(value)
        case Decimal() | UUID():
            return str(value)
        case date() | time():
            return value.isoformat()
        case Mapping():
            return _mapping(value, at)
        case Sequence() if not isinstance(value, bytes | bytearray | memoryview):
            return [_plain(item, f"{at}[{place}]") for place, item in enumerate(value)]
    msg = f"{at}: {value!r} ({type(value).__name__}) is not a plain value."
    raise NotLoggable(msg)


def _text(value: str, at: str) -> str:
    """Give the text as a plain `str` that PostgreSQL can hold: choices become their value."""
    text = str.__str__(value)
    if UNSTORABLE.search(text):
        msg = f"{at}: {text!r} holds a character that cannot be stored."
        raise NotLoggable(msg)
    return text
