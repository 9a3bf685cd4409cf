"""Whether the log is what it was: entries against their seals, seals against each other, published heads against both.

Read in parts and told as it is found, so that a long log needs no memory. What may be wrong is listed in `enums.Fault`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

from django.db.models import F, Q, Window
from django.db.models.functions import Lag, RowNumber

from eciap.foundation.audit.chain import GENESIS, Head, link
from eciap.foundation.audit.enums import Fault
from eciap.foundation.audit.models import Digest, Entry, Seal
from eciap.foundation.audit.queries.seals import last_number_given, last_seal, published_heads, unsealed

AT_ONCE = 5_000
A_CLOCK_IS_SET_BY = timedelta(minutes=1)  # a step of the server's clock that is not taken for forgery

type Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Finding:
    """Something that is wrong: with which entry, or the seal at which position; `where` says more where it helps."""

    fault: Fault
    entry: int | None = None
    position: int | None = None
    where: str = ""


def findings(
    *, sealed_by: datetime, heads: Iterable[Head] = (), progress: Progress = lambda *_: None
) -> Iterator[Finding]:
    """Everything that is wrong with the log.

    What was written before `sealed_by` should have a seal. `heads` were kept elsewhere and are looked for beside those
    in the log itself. `progress` is told how many seals were looked at, and of how many.
    """
    moved = set(_moved_seals())
    yield from (Finding(Fault.MOVED, entry, position) for position, entry in sorted(moved))
    yield from _broken(progress, {position for position, _entry in moved})
    yield from _backdated()
    yield from _without_seal(sealed_by)
    yield from _lost_heads(heads)


def _moved_seals() -> Iterator[tuple[int, int]]:
    """Give the seals that do not stand in the order of their entries."""
    by_entry, by_position = Window(RowNumber(), order_by="entry"), Window(RowNumber(), order_by="position")
    ranked = Seal.objects.annotate(by_entry=by_entry, by_position=by_position)
    return ranked.exclude(by_entry=F("by_position")).order_by("position").values_list("position", "entry").iterator()


def _broken(progress: Progress, moved: set[int]) -> Iterator[Finding]:
    """Go along the chain: each seal against the one before, and each entry against its seal."""
    place, before, total = 0, GENESIS, Seal.objects.count()
    done = 0
    while part := list(Seal.objects.filter(position__gt=place).order_by("position")[:AT_ONCE]):
        there = {seal.entry for seal in part}
        digests = {pk: bytes(found) for pk, found in Entry.objects.filter(pk__in=there).values_list("pk", Digest())}
        differ: dict[int, bytes] = {}
        for seal in part:
            follows = seal.position == place + 1
            if not follows:
                yield Finding(Fault.SEAL_GONE, position=place + 1, where=f"{place + 1}–{seal.position - 1}")
            may_judge = follows and not {seal.position, place} & moved
            found = digests.get(seal.entry)
            broken = may_judge and not _is_link(before, seal, bytes(seal.digest))
            if broken:
                yield Finding(Fault.SEAL_BROKEN, seal.entry, seal.position)
            if found is None:
                yield Finding(Fault.MISSING, seal.entry, seal.position)
            elif found != bytes(seal.digest) and not (broken and _is_link(before, seal, found)):
                differ[seal.entry] = found
            place, before = seal.position, bytes(seal.link)
        yield from _changed(differ)
        done += len(part)
        progress(done, max(done, total))


def _is_link(before: bytes, seal: Seal, digest: bytes) -> bool:
    return link(before, position=seal.position, entry=seal.entry, digest=digest) == bytes(seal.link)


def _changed(differ: dict[int, bytes]) -> Iterator[Finding]:
    """Tell entries that now stand under another's number from those that say something else."""
    if not differ:
        return
    sealed = Seal.objects.filter(digest__in=set(differ.values())).values_list("digest", "entry")
    former = {bytes(digest): entry for digest, entry in sealed}
    for entry, digest in differ.items():
        if digest in former:
            yield Finding(Fault.MOVED, entry, where=f"{former[digest]} → {entry}")
        else:
            yield Finding(Fault.CHANGED, entry)


def _backdated() -> Iterator[Finding]:
    """Find where time runs backwards: number and time are given in one statement, so they grow together."""
    timed = Entry.objects.annotate(before=Window(Lag("at"), order_by="id"))
    for entry in timed.filter(at__lt=F("before") - A_CLOCK_IS_SET_BY).order_by("id").values_list("pk", flat=True):
        yield Finding(Fault.BACKDATED, entry)


def _without_seal(sealed_by: datetime) -> Iterator[Finding]:
    """Find entries that should have a seal, or should not be there."""
    last, given = last_seal(), last_number_given()
    late = Q(pk__lte=last.entry) | Q(pk__gt=given) | Q(at__lt=sealed_by)
    for number in unsealed().filter(late).values_list("pk", flat=True).iterator():
        waits = last.entry < number <= given
        yield Finding(Fault.UNSEALED if waits or _seal_was_taken(number) else Fault.INSERTED, number)


def _seal_was_taken(number: int) -> bool:
    """Whether the seals on both sides of an entry leave room for one."""
    before = Seal.objects.filter(entry__lt=number).order_by("-entry").first()
    after = Seal.objects.filter(entry__gt=number).order_by("entry").first()
    return after is not None and after.position - (before.position if before else 0) > 1


def _lost_heads(kept: Iterable[Head]) -> Iterator[Finding]:
    """Find heads that the chain does not lead to: those in the log itself, and those that were kept elsewhere."""
    published = ((number, data) for number, data in published_heads().values_list("pk", "data"))
    told = chain(published, ((None, {"position": head.position, "digest": head.digest}) for head in kept))
    for number, data in told:
        position, digest = data.get("position"), data.get("digest")
        found = Seal.objects.filter(position=position).first() if isinstance(position, int) else None
        if found is None or bytes(found.link).hex() != digest:
            yield Finding(Fault.HEAD_LOST, number, position, where=str(digest))
