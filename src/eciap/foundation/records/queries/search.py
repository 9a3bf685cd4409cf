"""Finding records: full text in the reader's language, forgiving of typing, with facets and highlighted excerpts.

Three attempts, each only when the one before found nothing: all words as they are; each word that no entry knows
replaced by the likest one that some entry does; any of the words, merged by rank with what means the same in whichever
language. Where the words are found and there is room on the page, what means the same follows, set apart.
"""

from __future__ import annotations

import re
from collections import Counter
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
from eciap.foundation.records.queries.meaning import akin
from eciap.foundation.records.queries.ranking import BEGIN, END, excerpts, fused, ranked, says_nothing

PAGE = 10
MERGED = 200  # of those that hold any of the words, the best
MOST_AKIN = 5
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
    says that words such as *the* are not looked for. `by_meaning` says that some only mean the same;
    `akin` are further records that do, and are not counted.
    """

    hits: Sequence[Hit]
    total: int
    counts: Mapping[str, Mapping[str, int]]
    words: str
    corrected: bool = False
    any_word: bool = False
    too_common: bool = False
    by_meaning: bool = False
    akin: Sequence[Hit] = ()


def find(wish: Wish, *, person: Any = None) -> Found:
    """Return what a person may find; three to ten queries, whatever the size of the index."""
    words = " ".join(wish.words[:LONGEST_QUERY].replace("\0", " ").split())
    found = _attempt(replace(wish, words=words), person)
    if found.total or not words:
        return replace(found, akin=_akin(replace(wish, words=words), found, person))
    if says_nothing(words, wish.language):
        return replace(found, too_common=True)
    better = _corrected(words)
    if better != words and (found_better := _attempt(replace(wish, words=better), person)).total:
        return replace(found_better, corrected=True)
    return _merged(replace(wish, words=words), better, person) or found


def _merged(wish: Wish, better: str, person: Any) -> Found | None:
    """Merge by rank what holds any of the words with what means the same; None where there is neither."""
    languages, chosen = languages_of_the_index(), _chosen(wish)
    anyhow = " or ".join(_WORD.findall(better))
    by_words: list[int] = []
    counted: Counter[str] = Counter()
    holding = 0
    asked = {"reader": wish.language, "person": person, "chosen": chosen}
    if " or " in anyhow:
        holding, by_words, counts = ranked(anyhow, languages, page=slice(0, MERGED), **asked)
        counted.update(counts)
    by_meaning = akin(wish.words, reader=wish.language, person=person, chosen=chosen)
    order = fused(by_words, by_meaning, by_meaning)  # meaning counts twice: no text holds what was asked
    if not order:
        return None
    only_meant = [pk for pk in by_meaning if pk not in by_words]
    for facets in SearchEntry.objects.filter(pk__in=only_meant).order_by("pk").values_list("facets", flat=True):
        counted.update(facets)
    begin = (max(wish.page, 1) - 1) * wish.page_size
    end = begin + wish.page_size
    page = order[begin:end]
    if holding > len(by_words) and end > len(order):  # beyond what was merged, by words alone
        rest = slice(max(begin, len(order)) - len(only_meant), end - len(only_meant))
        page += ranked(anyhow, languages, page=rest, **asked)[1]
    corrected = bool(by_words) and better != wish.words
    total = holding + len(only_meant)
    hits = _hits(page, anyhow, languages)
    found = Found(hits, total, _by_facet(counted), better if corrected else wish.words, corrected)
    return replace(found, any_word=bool(by_words), by_meaning=bool(only_meant))


def _akin(wish: Wish, found: Found, person: Any) -> list[Hit]:
    """Return what means the same and was not found by its words, where the page has room."""
    if wish.page != 1 or found.total >= wish.page_size:
        return []
    known = {hit.entry.record_id for hit in found.hits}
    ids = akin(wish.words, reader=wish.language, person=person, chosen=_chosen(wish))
    return [hit for hit in _hits(ids, "", ()) if hit.entry.record_id not in known][:MOST_AKIN]


def _attempt(wish: Wish, person: Any) -> Found:
    languages = languages_of_the_index()
    begin = (max(wish.page, 1) - 1) * wish.page_size
    chosen = _chosen(wish)
    page = slice(begin, begin + wish.page_size)
    total, ids, counted = ranked(wish.words, languages, reader=wish.language, person=person, chosen=chosen, page=page)
    return Found(_hits(ids, wish.words, languages), total, _by_facet(counted), wish.words)


def _chosen(wish: Wish) -> dict[str, Sequence[str]]:
    return {name: values for name in search.facets() if (values := wish.chosen.get(name))}


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
