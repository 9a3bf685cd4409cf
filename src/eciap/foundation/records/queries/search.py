"""Finding records: full text in the reader's language, forgiving of typing, with facets and highlighted excerpts.

Three attempts, each only when the one before found nothing: all words as they are; each word that no entry knows
replaced by the likest one that some entry does; any of the words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib.postgres.search import TrigramSimilarity
from django.core.cache import cache
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from eciap.foundation.languages.display import plain_letters
from eciap.foundation.records import search
from eciap.foundation.records.models import Record, SearchEntry, SearchWord
from eciap.foundation.records.queries.ranking import BEGIN, END, excerpts, ranked, says_nothing

PAGE = 10
LONGEST_QUERY = 200
_WORD = re.compile(r"[^\W_]{3,60}")


@dataclass(frozen=True)
class Wish:
    """What somebody looks for: words, the reader's language, chosen values per facet, and a page from 1."""

    words: str = ""
    language: str = "en"
    chosen: Mapping[str, Sequence[str]] = field(default_factory=dict)
    page: int = 1
    page_size: int = PAGE


@dataclass(frozen=True)
class Hit:
    """One record that was found, with its title and an excerpt in which the words are marked."""

    record: Record
    language: str
    title: SafeString
    excerpt: SafeString
    entry: SearchEntry


@dataclass(frozen=True)
class Found:
    """A page of hits, how many there are in all, and how many each facet value would leave.

    `words` are those that were looked for in the end; `corrected` and `any_word` say how they came about. `too_common`
    says that words such as *the* are not looked for.
    """

    hits: Sequence[Hit]
    total: int
    counts: Mapping[str, Mapping[str, int]]
    words: str
    corrected: bool = False
    any_word: bool = False
    too_common: bool = False


def find(wish: Wish, *, person: Any = None) -> Found:
    """Return what a person may find; three to nine queries, whatever the size of the index."""
    words = " ".join(wish.words[:LONGEST_QUERY].replace("\0", " ").split())
    found = _attempt(replace(wish, words=words), person)
    if found.total or not words:
        return found
    if says_nothing(words, wish.language):
        return replace(found, too_common=True)
    better = _corrected(words)
    if better != words and (found_better := _attempt(replace(wish, words=better), person)).total:
        return replace(found_better, corrected=True)
    anyhow = " or ".join(_WORD.findall(better))
    if " or " in anyhow and (found_any := _attempt(replace(wish, words=anyhow), person)).total:
        return replace(found_any, words=better, corrected=better != words, any_word=True)
    return found


def _attempt(wish: Wish, person: Any) -> Found:
    languages = languages_of_the_index()
    begin = (max(wish.page, 1) - 1) * wish.page_size
    chosen = {name: values for name in search.facets() if (values := wish.chosen.get(name))}
    page = slice(begin, begin + wish.page_size)
    total, ids, counted = ranked(wish.words, languages, reader=wish.language, person=person, chosen=chosen, page=page)
    return Found(_hits(ids, wish.words, languages), total, _by_facet(counted), wish.words)


def languages_of_the_index() -> list[str]:
    """Return the languages that any entry is written in; kept for a minute."""

    def look() -> list[str]:
        return sorted(SearchEntry.objects.order_by().values_list("language", flat=True).distinct()) or ["en"]

    return cache.get_or_set(search.LANGUAGES_KEY, look, timeout=60) or ["en"]


def _by_facet(counted: Mapping[str, int]) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {name: {} for name in search.facets()}
    for token, number in counted.items():
        name, _colon, value = token.partition(":")
        if name in counts:
            counts[name][value] = number
    return counts


def _hits(ids: Sequence[int], words: str, languages: Sequence[str]) -> list[Hit]:
    entries = SearchEntry.objects.select_related("record").defer("heading", "document", "body").in_bulk(list(ids))
    marked = excerpts(words, languages, ids) if words and ids else {}
    return [_hit(entries[pk], *marked.get(pk, (entries[pk].title, entries[pk].summary))) for pk in ids]


def _hit(entry: SearchEntry, title: str, excerpt: str) -> Hit:
    return Hit(entry.record, entry.language, _marked(title), _marked(excerpt), entry)


def _marked(text: str) -> SafeString:
    marked = escape(text).replace(BEGIN, "<mark>").replace(END, "</mark>")
    return mark_safe(marked)  # noqa: S308 - escaped; the marks are ours


def _corrected(words: str) -> str:
    """Return the words with each that no entry knows replaced by the likest one that some entry does."""

    def correct(match: re.Match[str]) -> str:
        word = plain_letters(match[0])
        alike = (
            SearchWord.objects.filter(language__in=languages_of_the_index(), word__trigram_similar=word)
            .annotate(likeness=TrigramSimilarity("word", word))
            .order_by("-likeness", "word")
            .values_list("word", flat=True)
            .first()
        )
        return match[0] if alike in {None, word} else str(alike)

    return _WORD.sub(correct, words)
