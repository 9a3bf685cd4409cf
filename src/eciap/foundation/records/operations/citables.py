"""Writing a thing that owns a record, with all that hangs on both, in one go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import models, transaction
from django.db.models.functions import Now

from eciap.foundation.languages.models import Translatable
from eciap.foundation.languages.operations import Put, Words, put_translatable
from eciap.foundation.records.enums import Certainty
from eciap.foundation.records.models import Record
from eciap.foundation.records.operations.records import Figure, put_citations, put_facts, put_record
from eciap.foundation.records.operations.search import index_record


@transaction.atomic
def put_citable[T: Translatable](
    *,
    model: type[T],
    slug: str,
    kind: str,
    address: str,
    titles: Mapping[str, str],
    columns: Mapping[str, Any],
    texts: Mapping[str, Words],
    original: str,
    certainty: str = Certainty.CERTAIN,
    sources: Iterable[str] = (),
    figures: Sequence[Figure] | None = None,
    related: Mapping[str, Iterable[models.Model]] | None = None,
) -> Put[T]:
    """Make a thing that owns a record, or bring it up to date, with all that hangs on both; tell what changed.

    The calling operation logs and announces it. Figures and languages that are not given stay as they are.

    Raises:
        UnknownSource: naming the first key that is not recorded.

    """
    thing = model._default_manager.filter(slug=slug).select_related("record").first()
    known = thing.record if thing else None  # type: ignore[attr-defined]  # every citable thing owns a record
    stamp = known and known.changed_at
    titles = {**(known.titles if known else {}), **titles}
    record = put_record(record=known, kind=kind, titles=titles, address=address, language=original, certainty=certainty)
    put = put_translatable(
        model=model,
        lookup={"slug": slug},
        columns={"record": record, **columns},
        texts=texts,
        original=original,
        related=related,
    )
    changed = [*put.changed] if record.changed_at == stamp else ["record", *put.changed]
    if put_citations(record=record, sources=sources):
        changed.append("sources")
    if figures is not None and put_facts(record=record, figures=figures, original=original):
        changed.append("figures")
    if changed:
        Record.objects.filter(pk=record.pk).update(changed_at=Now())
        index_record(record=record)
    return Put(put.row, put.created, tuple(changed))
