"""Finding records: full text in the reader's language, forgiving of typing, with facets and highlighted excerpts.

Three attempts, each only when the one before found nothing: all words as they are; each word that no entry knows
replaced by the likest one that some entry does; any of the words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank, TrigramSimilarity
from django.core.cache import cache
from django.db import connection
from django.db.models import Case, F, FloatField, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Concat, Left
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from eciap.foundation.records import search
from eciap.foundation.records.models import Record, SearchEntry, SearchWord
from eciap.foundation.records.stemming import configuration, plain_letters

PAGE = 10
LONGEST_QUERY = 200
EXCERPT_FROM = 6000
# Marks of an excerpt: characters of the private use area, which survive escaping and are taken out of what is indexed.
BEGIN, END = "\ue000", "\ue001"
_WORD = re.compile(r"[^\W\d_]{4,60}")
_LANGUAGES_KEY = "records:languages-of-the-index"


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

    `words` are those that were looked for in the end; `corrected` and `any_word` say how they came about.
    """

    hits: Sequence[Hit]
    total: int
    counts: Mapping[str, Mapping[str, int]]
    words: str
    corrected: bool = False
    any_word: bool = False


def find(wish: Wish, *, person: Any = None) -> Found:
    """Return what a person may find; three to eight queries, whatever the size of the index."""
    words = " ".join(wish.words[:LONGEST_QUERY].replace("\0", " ").split())
    found = _attempt(replace(wish, words=words), person)
    if found.total or not words:
        return found
    better = _corrected(words)
    if better != words and (found_better := _attempt(replace(wish, words=better), person)).total:
        return replace(found_better, corrected=True)
    anyhow = " or ".join(_WORD.findall(better))
    if " or " in anyhow and (found_any := _attempt(replace(wish, words=anyhow), person)).total:
        return replace(found_any, words=better, corrected=better != words, any_word=True)
    return found


def _attempt(wish: Wish, person: Any) -> Found:
    total, pks, counts = _rank(_matching(wish, person), wish)
    return Found(_hits(pks, wish), total, counts, wish.words)


def _matching(wish: Wish, person: Any) -> QuerySet[SearchEntry]:
    entries = SearchEntry.objects.filter(
        serves__contains=[wish.language], audience__overlap=search.audience_of(person)
    ).exclude(search.vetoed_for(person))
    if not wish.words:
        return entries.annotate(rank=Value(0.0, FloatField()))
    queries = _queries(wish.words)
    matches = reduce(or_, (Q(language=language, document=query) for language, query in queries.items()))
    rank = Case(
        *(When(language=language, then=SearchRank(F("document"), query)) for language, query in queries.items()),
        default=Value(0.0),
        output_field=FloatField(),
    )
    return entries.filter(matches).annotate(rank=rank)


def _queries(words: str) -> dict[str, SearchQuery]:
    return {
        language: SearchQuery(words, config=configuration(language), search_type="websearch")
        for language in languages_of_the_index()
    }


def languages_of_the_index() -> list[str]:
    """Return the languages that any entry is written in; kept for a minute."""

    def look() -> list[str]:
        return sorted(SearchEntry.objects.order_by().values_list("language", flat=True).distinct()) or ["en"]

    return cache.get_or_set(_LANGUAGES_KEY, look, timeout=60) or ["en"]


# Hits are found and ranked once; counts, facets and the page are read off them. A facet's own values are counted
# as if nothing were chosen in it, so that a reader sees what another choice would give.
_RANKED = """
WITH hits AS MATERIALIZED ({matching}),
marked AS MATERIALIZED (SELECT id, rank, date, facets {chosen} FROM hits)
SELECT
    (SELECT count(*) FROM marked WHERE {all_chosen}),
    (SELECT array_agg(id) FROM (SELECT id FROM marked WHERE {all_chosen}
        ORDER BY rank DESC, date DESC NULLS LAST, id LIMIT %s OFFSET %s) AS page),
    (SELECT jsonb_object_agg(facet, n) FROM (SELECT facet, count(*) AS n FROM marked, unnest(facets) AS facet
        WHERE {others_chosen} GROUP BY facet) AS counted)
"""


def _rank(entries: QuerySet[SearchEntry], wish: Wish) -> tuple[int, list[int], dict[str, dict[str, int]]]:
    matching, parameters = entries.order_by().values("id", "rank", "date", "facets").query.sql_with_params()
    names = [name for name in search.facets() if wish.chosen.get(name)]
    columns = [f"c{n}" for n, _name in enumerate(names)]
    tokens = [[f"{name}:{value}" for value in wish.chosen[name]] for name in names]
    sql = _RANKED.format(
        matching=matching,
        chosen="".join(f", facets && %s::varchar[] AS {column}" for column in columns),
        all_chosen=" AND ".join(columns) or "true",
        others_chosen=" AND ".join(f"({column} OR facet LIKE %s)" for column in columns) or "true",
    )
    like = [f"{name}:%" for name in names]
    offset = (max(wish.page, 1) - 1) * wish.page_size
    with connection.cursor() as cursor:
        cursor.execute(sql, [*parameters, *tokens, wish.page_size, offset, *like])
        total, pks, counted = cursor.fetchone()
    return total, pks or [], _by_facet(json.loads(counted or "{}"))


def _by_facet(counted: Mapping[str, int]) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {name: {} for name in search.facets()}
    for token, number in counted.items():
        name, _colon, value = token.partition(":")
        if name in counts:
            counts[name][value] = number
    return counts


def _hits(pks: Sequence[int], wish: Wish) -> list[Hit]:
    entries = SearchEntry.objects.filter(pk__in=pks).select_related("record").defer("document", "body")
    if wish.words:
        text = Left(Concat("summary", Value(" "), "body", output_field=TextField()), EXCERPT_FROM)
        entries = entries.annotate(
            marked_title=_headline(F("title"), wish.words, highlight_all=True),
            excerpt=_headline(text, wish.words, max_words=32, min_words=16, max_fragments=2, fragment_delimiter=" … "),
        )
    by_pk = entries.in_bulk(list(pks))
    return [_hit(by_pk[pk]) for pk in pks if pk in by_pk]


def _headline(text: Any, words: str, **options: Any) -> Case:
    return Case(
        *(
            When(
                language=language,
                then=SearchHeadline(
                    text, query, config=configuration(language), start_sel=BEGIN, stop_sel=END, **options
                ),
            )
            for language, query in _queries(words).items()
        ),
        output_field=TextField(),
    )


def _hit(entry: SearchEntry) -> Hit:
    title = getattr(entry, "marked_title", None) or entry.title
    excerpt = getattr(entry, "excerpt", None) or entry.summary
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
