"""Writing the rows that every citable thing owns: its record, what it cites, its figures and its evidence links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models.functions import Now

from eciap.foundation.audit.operations import log
from eciap.foundation.languages.operations import Put, Words, put_translatable
from eciap.foundation.records.enums import Certainty, EvidenceKind
from eciap.foundation.records.models import PUBLIC, Citation, EvidenceLink, Fact, Record, Source
from eciap.foundation.records.queries import named_sources

if TYPE_CHECKING:
    from eciap.foundation.accounts.models import Person
    from eciap.foundation.languages.periods import Period


@dataclass(frozen=True)
class Figure:
    """A fact as it is handed in: `texts` maps a language to its `label` and `scope`."""

    key: str
    texts: Mapping[str, Words]
    value: Decimal | None = None
    unit: str = ""
    approximate: bool = False
    as_of: Period | None = None
    certainty: str = Certainty.CERTAIN
    sources: Sequence[str] = field(default_factory=tuple)


@transaction.atomic
def put_record(
    *,
    record: Record | None,
    kind: str,
    titles: Mapping[str, str],
    address: str,
    language: str = "en",
    audience: Sequence[str] = (PUBLIC,),
    certainty: str = Certainty.CERTAIN,
) -> Record:
    """Make the record of a thing or bring it up to date; the calling operation logs what it did to the thing."""
    title = titles.get(language) or next(iter(titles.values()))
    wanted = {
        "kind": kind,
        "title": title[:300],
        "titles": dict(titles),
        "address": address,
        "language": language,
        "audience": list(audience),
        "certainty": certainty,
    }
    if record is None:
        return Record.objects.create(**wanted)
    if any(getattr(record, name) != value for name, value in wanted.items()):
        for name, value in wanted.items():
            setattr(record, name, value)
        record.changed_at = Now()
        record.save()
        record.refresh_from_db(fields=["changed_at"])
    return record


@transaction.atomic
def put_source(*, key: str, by: Person | None, titles: Mapping[str, str] | None = None, **fields: str) -> Source:
    """Record a source, or correct it; `titles` are those in other languages than the first, where they are given."""
    given = fields if titles is None else {**fields, "titles": dict(titles)}
    source, created = Source.objects.update_or_create(key=key, defaults=given)
    log("records.source.recorded" if created else "records.source.corrected", by=by, data={"key": key})
    return source


@transaction.atomic
def put_citations(*, record: Record, sources: Iterable[str], aspect: str = "") -> bool:
    """Let a record, or one aspect of it, cite exactly these sources, in this order; tell whether anything changed.

    Raises:
        UnknownSource: naming the first key that is not recorded.

    """
    found = named_sources(sources)
    cited = record.citations.filter(aspect=aspect)
    if list(cited.values_list("source", flat=True)) == [source.pk for source in found]:
        return False
    cited.exclude(source__in=found).delete()
    Citation.objects.bulk_create(
        [Citation(record=record, source=source, aspect=aspect, position=n) for n, source in enumerate(found)],
        update_conflicts=True,
        unique_fields=["record", "source", "aspect"],
        update_fields=["position"],
    )
    return True


@transaction.atomic
def put_facts(*, record: Record, figures: Sequence[Figure], original: str = "en") -> bool:
    """Let a record have exactly these figures, in this order; tell whether anything changed.

    Raises:
        UnknownSource: naming the first key that is not recorded.

    """
    gone, _by_model = record.facts.exclude(key__in=[figure.key for figure in figures]).delete()
    put = [_put_fact(record, figure, position, original) for position, figure in enumerate(figures)]
    return bool(gone) or any(fact.changed for fact in put)


@transaction.atomic
def put_fact(*, record: Record, figure: Figure, by: Person | None, original: str = "en") -> Fact:
    """Record one figure behind the others, or correct the one of this key where it stands.

    Raises:
        UnknownSource: naming the first key that is not recorded.

    """
    known = record.facts.filter(key=figure.key).first()
    put = _put_fact(record, figure, known.position if known else record.facts.count(), original)
    if put.changed:
        Record.objects.filter(pk=record.pk).update(changed_at=Now())
        log(f"records.fact.{put.verb}", by=by, on=record.uuid, data={"key": figure.key, "changed": put.changed})
    return put.row


def _put_fact(record: Record, figure: Figure, position: int, original: str) -> Put[Fact]:
    return put_translatable(
        model=Fact,
        lookup={"record": record, "key": figure.key},
        columns={
            "position": position,
            "value": figure.value,
            "unit": figure.unit,
            "approximate": figure.approximate,
            "as_of": figure.as_of,
            "certainty": figure.certainty,
        },
        texts=figure.texts,
        original=original,
        related={"sources": named_sources(figure.sources)},
    )


@transaction.atomic
def link_evidence(
    *, from_record: Record, to_record: Record, kind: EvidenceKind, by: Person | None, note: str = ""
) -> EvidenceLink:
    """Say what one record is to another; saying it again changes the note."""
    link, _created = EvidenceLink.objects.update_or_create(
        from_record=from_record, to_record=to_record, kind=kind, defaults={"note": note, "made_by": by}
    )
    log("records.evidence.linked", by=by, on=to_record.uuid, data={"from": str(from_record.uuid), "kind": kind})
    return link


@transaction.atomic
def unlink_evidence(*, link: EvidenceLink, by: Person | None) -> None:
    """Take an evidence link back."""
    data = {"from": str(link.from_record_id), "kind": link.kind}
    log("records.evidence.unlinked", by=by, on=link.to_record_id, data=data)
    link.delete()


@transaction.atomic
def bury_record(*, record: Record, by: Person | None) -> None:
    """Leave a tombstone where a thing was deleted."""
    record.deleted_at = Now()
    record.save(update_fields=["deleted_at"])
    log("records.record.buried", by=by, on=record.uuid, data={"kind": record.kind})
