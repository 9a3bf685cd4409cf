"""Writing the index by which records are found: in the transaction that changed them, so that it is never behind."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import batched
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from django.db import transaction

from eciap.foundation.audit.operations import log
from eciap.foundation.languages.display import plain_letters
from eciap.foundation.records import search
from eciap.foundation.records.meaning import is_aligned, vectors
from eciap.foundation.records.models import Record, SearchEntry, SearchMeaning, SearchWord

if TYPE_CHECKING:
    from eciap.foundation.accounts.models import Person

BATCH = 500
_waiting: ContextVar[dict[UUID, None] | None] = ContextVar("records waiting for the index", default=None)
_WORD = re.compile(r"[^\W_]{3,60}")


@transaction.atomic
def index_record(*, record: Record) -> None:
    """Bring the index up to date for one record; the calling operation logs what it did to the thing."""
    waiting = _waiting.get()
    if waiting is None:
        index_records(uuids=[record.pk])
    else:
        waiting[record.pk] = None


@contextmanager
def indexed_together() -> Iterator[None]:
    """Write many things in one transaction, and index them once, at its end, instead of after each change."""
    with transaction.atomic():
        waiting: dict[UUID, None] = {}
        token = _waiting.set(waiting)
        try:
            yield
        finally:
            _waiting.reset(token)
        for batch in batched(waiting, BATCH, strict=False):
            index_records(uuids=batch)


@transaction.atomic
def index_records(*, uuids: Iterable[UUID]) -> int:
    """Bring the index up to date for these records and return how many entries they have now.

    Deleted records and kinds that nobody registered have none.
    """
    wanted = list(uuids)
    records = Record.objects.filter(deleted_at=None, kind__in=search.builders()).in_bulk(wanted)
    of_kind: dict[str, list[UUID]] = defaultdict(list)
    for uuid, record in records.items():
        of_kind[record.kind].append(uuid)
    entries = [
        entry
        for kind, members in of_kind.items()
        for uuid, documents in search.builders()[kind](members).items()
        for entry in _entries(records[uuid], documents)
    ]
    SearchEntry.objects.filter(record__in=wanted).delete()
    SearchEntry.objects.bulk_create(entries, batch_size=BATCH)
    SearchWord.objects.bulk_create(_new_words(entries), batch_size=BATCH * 10, ignore_conflicts=True)
    cache.delete(search.LANGUAGES_KEY)
    return len(entries)


@transaction.atomic
def rebuild_index(*, by: Person | None) -> int:
    """Make the whole index anew, after a language was added or a context changed what it is found by."""
    SearchWord.objects.all().delete()
    SearchEntry.objects.exclude(record__deleted_at=None).delete()
    uuids = Record.objects.filter(deleted_at=None).order_by("pk").values_list("pk", flat=True)
    entries = sum(index_records(uuids=batch) for batch in batched(uuids, BATCH, strict=False))
    log("records.index.rebuilt", by=by, data={"entries": entries})
    return entries


@transaction.atomic
def learn_meanings(*, most: int = BATCH) -> int:
    """Note what the next entries mean that have no meaning yet, and return how many there were.

    It logs nothing: nothing is said that the entries do not say. Two at once do the same work twice and no harm.
    """
    languages = SearchEntry.objects.order_by().values_list("language", flat=True).distinct()
    wanted = SearchEntry.objects.filter(meaning=None, language__in=list(filter(is_aligned, languages)))
    entries = list(wanted.order_by("pk").values_list("pk", "title", "summary")[:most])
    titles = vectors([title for _pk, title, _summary in entries])
    wholes = vectors([f"{title}. {summary}" for _pk, title, summary in entries])
    SearchMeaning.objects.bulk_create(
        [
            SearchMeaning(entry_id=pk, title=title, whole=whole)
            for (pk, *_words), title, whole in zip(entries, titles, wholes, strict=True)
        ],
        ignore_conflicts=True,
    )
    return len(entries)


def _entries(record: Record, documents: Sequence[search.Document]) -> Iterator[SearchEntry]:
    serves = _serves(record, [document.language for document in documents]) if documents else {}
    for document in documents:
        yield SearchEntry(
            record=record,
            language=document.language,
            serves=serves[document.language],
            kind=record.kind,
            title=document.title[:300],
            summary=document.summary,
            body=document.body,
            facets=_facets(record, document),
            names=_names(document),
            audience=record.audience,
            date=document.date,
        )


def _names(document: search.Document) -> list[str]:
    names = (plain_letters(name)[:300].strip() for name in (document.title, *document.names))
    return list(dict.fromkeys(name for name in names if name))


def _facets(record: Record, document: search.Document) -> list[str]:
    named = {"kind": [record.kind], "language": [document.language], **document.facets}
    return sorted({f"{facet}:{value}" for facet, values in named.items() for value in values})


def _serves(record: Record, languages: Sequence[str]) -> dict[str, list[str]]:
    """Give each reader's language to one document: its own, else the original, else the first."""
    serves: dict[str, list[str]] = {language: [] for language in languages}
    for reader, _name in settings.LANGUAGES:
        chosen = next((wish for wish in (reader, record.language) if wish in serves), languages[0])
        serves[chosen].append(reader)
    return serves


def _new_words(entries: Iterable[SearchEntry]) -> Iterator[SearchWord]:
    found: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        found[entry.language].update(_WORD.findall(plain_letters(f"{entry.title} {entry.summary} {entry.body}")))
    for language, words in sorted(found.items()):
        known = SearchWord.objects.filter(language=language, word__in=words).values_list("word", flat=True)
        for word in sorted(words.difference(known)):
            yield SearchWord(language=language, word=word)
