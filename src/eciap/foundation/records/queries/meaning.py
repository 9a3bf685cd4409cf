"""Finding records by what they mean, in whichever language they say it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection

from eciap.foundation.records.meaning import is_aligned, vectors
from eciap.foundation.records.queries.ranking import seen_by

CLOSE = 0.22  # cosine below which two texts have nothing to say to each other
NEAREST = 20

# Materialised, so that the likeness is computed once for each entry: it is what takes the time.
_AKIN = """
WITH near AS MATERIALIZED (
    SELECT entry.id, greatest(-(meaning.title <#> %s::halfvec), -(meaning.whole <#> %s::halfvec)) AS likeness
    FROM records_searchmeaning AS meaning JOIN records_searchentry AS entry ON entry.id = meaning.entry_id
    WHERE {visible} {chosen}
)
SELECT id FROM near WHERE likeness > %s ORDER BY likeness DESC, id LIMIT %s
"""


def akin(words: str, *, reader: str, person: Any, chosen: Mapping[str, Sequence[str]]) -> list[int]:
    """Return the entries that mean what the words do, the closest first: one query; none where words are not enough.

    A single word has no meaning that is worth comparing, and a language that the model does not align has none for it.
    """
    if not is_aligned(reader) or len(words.split()) < 2:
        return []
    [vector] = vectors([words])
    visible, seen = seen_by(reader, person)
    tokens = [[f"{name}:{value}" for value in values] for name, values in chosen.items()]
    sql = _AKIN.format(visible=visible, chosen="AND facets && %s::varchar[] " * len(tokens))
    with connection.cursor() as cursor:
        cursor.execute(sql, [str(vector), str(vector), *seen, *tokens, CLOSE, NEAREST])
        return [entry for (entry,) in cursor.fetchall()]
