"""The SQL of a search: hits found by the index, ranked twice, counted by facet.

PostgreSQL answers `document @@ query` from the index alone as long as nothing else makes it read the documents, which
are large. So each language is a branch of its own, hits are first ranked by their small heading, and only the best are
ranked by all they say. What is called exactly as somebody asked comes before all others.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import Q

from eciap.foundation.languages.display import plain_letters
from eciap.foundation.records import search
from eciap.foundation.records.models import SearchEntry
from eciap.foundation.records.stemming import configuration

BEST = 200
FUSION = 60  # the constant of the paper: how little the first places stand out
# Marks of an excerpt: characters of the private use area, which survive escaping.
BEGIN, END = "\ue000", "\ue001"
OMITTED = " … "
EXCERPT_FROM = 3000
BEGINNING, ENOUGH = 60, 40  # letters among which an excerpt is looked for, and those by which it is known

_VISIBLE = "serves @> ARRAY[%s]::varchar[] AND audience && %s::varchar[]"
_HITS_OF_A_LANGUAGE = """
SELECT id, date, facets, names @> ARRAY[%s]::varchar[] AS named, ts_rank(heading, {query}) AS rank
FROM records_searchentry
WHERE document @@ {query} AND language = %s AND {visible}"""
_ALL_ENTRIES = "SELECT id, date, facets, false AS named, 0.0 AS rank FROM records_searchentry WHERE {visible}"
_QUERY = "websearch_to_tsquery('{configuration}', %s)"

# A facet's own values are counted as if nothing were chosen in it, so that a reader sees what another choice gives.
_FOUND = """
WITH hits AS MATERIALIZED ({hits}),
marked AS MATERIALIZED (SELECT id, named, rank, date, facets {chosen} FROM hits),
best AS MATERIALIZED (SELECT id, named, rank, date FROM marked WHERE {all_chosen}
    ORDER BY named DESC, rank DESC, date DESC NULLS LAST, id LIMIT %s)
SELECT
    (SELECT count(*) FROM marked WHERE {all_chosen}),
    (SELECT array_agg(id) FROM (SELECT best.id FROM best {reranked}, best.date DESC NULLS LAST, best.id
        LIMIT %s OFFSET %s) AS page),
    (SELECT jsonb_object_agg(facet, n) FROM (SELECT facet, sum(alike) AS n
        FROM (SELECT facets {columns}, count(*) AS alike FROM marked GROUP BY facets {columns}) AS counted,
            unnest(facets) AS facet
        WHERE {others_chosen} GROUP BY facet) AS by_facet)
"""
_RERANKED = (
    "JOIN records_searchentry AS entry USING (id) "
    "ORDER BY best.named DESC, ts_rank(entry.document, {query}) DESC, best.rank DESC"
)
_EXCERPTS = """
SELECT id, {title}, {excerpt}, left(ltrim({text}), %s) FROM records_searchentry WHERE id = ANY(%s)"""
_TITLE = f"HighlightAll=true, StartSel={BEGIN}, StopSel={END}"
_EXCERPT = f'MaxWords=32, MinWords=16, MaxFragments=2, FragmentDelimiter="{OMITTED}", StartSel={BEGIN}, StopSel={END}'


def ranked(
    words: str,
    languages: Sequence[str],
    *,
    reader: str,
    person: Any,
    chosen: Mapping[str, Sequence[str]],
    page: slice,
) -> tuple[int, list[int], dict[str, int]]:
    """Return how many entries match, the ids of a page of them, and how many each `facet:value` would leave."""
    visible, seen = seen_by(reader, person)
    hits, parameters = _hits(words, languages, visible, seen)
    reranked, rerank_parameters = _reranked(words, languages)
    columns = [f"chosen{n}" for n in range(len(chosen))]
    sql = _FOUND.format(
        hits=hits,
        chosen="".join(f", facets && %s::varchar[] AS {column}" for column in columns),
        columns="".join(f", {column}" for column in columns),
        all_chosen=" AND ".join(columns) or "true",
        others_chosen=" AND ".join(f"({column} OR facet LIKE %s)" for column in columns) or "true",
        reranked=reranked,
    )
    tokens = [[f"{name}:{value}" for value in values] for name, values in chosen.items()]
    like = [f"{name}:%" for name in chosen]
    limits = [max(BEST, page.stop), *rerank_parameters, page.stop - page.start, page.start]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*parameters, *tokens, *limits, *like])
        total, ids, counted = cursor.fetchone()
    return total, ids or [], json.loads(counted or "{}")


def seen_by(reader: str, person: Any) -> tuple[str, list[Any]]:
    """Return the condition on entries that a reader of a language may find, with its parameters."""
    visible, parameters = _VISIBLE, [reader, search.audience_of(person)]
    if (vetoed := search.vetoed_for(person)) != Q():
        sql, vetoed_parameters = SearchEntry.objects.filter(vetoed).order_by().values("pk").query.sql_with_params()
        return f"{visible} AND id NOT IN ({sql})", [*parameters, *vetoed_parameters]
    return visible, parameters


def fused(*lists: Sequence[int]) -> list[int]:
    """Merge lists by rank: each gives a thing a part that shrinks with its place (Cormack and others, 2009).

    >>> fused([7, 8], [9, 8])
    [8, 7, 9]
    """
    parts: dict[int, float] = {}
    for listed in lists:
        for place, thing in enumerate(listed, 1):
            parts[thing] = parts.get(thing, 0.0) + 1 / (FUSION + place)
    return sorted(parts, key=lambda thing: -parts[thing])


def says_nothing(words: str, language: str) -> bool:
    """Tell whether a language leaves nothing of words to look for, since they stand in every text."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT numnode({_query(language)}) = 0", [words])
        return bool(cursor.fetchone()[0])


def excerpts(words: str, languages: Sequence[str], ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Return the titles and excerpts of entries with the words marked by `BEGIN` and `END`.

    An excerpt from the beginning of a text keeps that beginning, of which PostgreSQL drops small words; any other says
    by a mark of omission that something comes before it.
    """
    text = f"left(summary || ' ' || body, {EXCERPT_FROM})"
    title, title_parameters = _headline("title", words, languages, _TITLE)
    excerpt, excerpt_parameters = _headline(text, words, languages, _EXCERPT)
    with connection.cursor() as cursor:
        cursor.execute(
            _EXCERPTS.format(title=title, excerpt=excerpt, text=text),
            [*title_parameters, *excerpt_parameters, BEGINNING, list(ids)],
        )
        return {id_: (title, _begun(text, begins)) for id_, title, text, begins in cursor.fetchall()}


def _begun(excerpt: str, begins: str) -> str:
    plain = excerpt.replace(BEGIN, "").replace(END, "").partition(OMITTED)[0].lstrip()
    left_out = begins.find(plain[:ENOUGH])
    return (OMITTED.lstrip() if left_out < 0 else begins[:left_out]) + excerpt


def _hits(words: str, languages: Sequence[str], visible: str, seen: list[Any]) -> tuple[str, list[Any]]:
    if not words:
        return _ALL_ENTRIES.format(visible=visible), seen
    branches = (_HITS_OF_A_LANGUAGE.format(query=_query(language), visible=visible) for language in languages)
    named = plain_letters(words)
    parameters = [value for language in languages for value in (named, words, words, language, *seen)]
    return " UNION ALL ".join(branches), parameters


def _reranked(words: str, languages: Sequence[str]) -> tuple[str, list[str]]:
    if not words:
        return "ORDER BY best.rank DESC", []
    query, parameters = _by_language("entry.language", languages, lambda language: (_query(language), [words]))
    return _RERANKED.format(query=query), parameters


def _headline(text: str, words: str, languages: Sequence[str], options: str) -> tuple[str, list[str]]:
    def branch(language: str) -> tuple[str, list[str]]:
        return f"ts_headline('{configuration(language)}', {text}, {_query(language)}, %s)", [words, options]

    return _by_language("language", languages, branch)


def _by_language(column: str, languages: Sequence[str], branch: Any) -> tuple[str, list[str]]:
    branches = [(language, *branch(language)) for language in languages]
    sql = " ".join(f"WHEN %s THEN {then}" for _language, then, _parameters in branches)
    return f"CASE {column} {sql} END", [value for language, _then, own in branches for value in (language, *own)]


def _query(language: str) -> str:
    return _QUERY.format(configuration=configuration(language))
