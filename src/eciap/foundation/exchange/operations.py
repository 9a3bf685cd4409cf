"""Loading a content folder: all of it or nothing, never over an editor's change, and twice the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Model

from eciap.foundation.audit.operations import log
from eciap.foundation.exchange.content import Section, UnknownKey, sections
from eciap.foundation.exchange.enums import Verdict
from eciap.foundation.exchange.folder import BrokenContent, Folder, ReadEntry, read_folder
from eciap.foundation.exchange.models import Import, LoadedEntry
from eciap.foundation.exchange.snapshot import digest, is_same, plainly
from eciap.foundation.exchange.yaml import RowError
from eciap.foundation.records.operations import indexed_together
from eciap.foundation.records.queries import UnknownSource

if TYPE_CHECKING:
    from eciap.foundation.accounts.models import Person

LOADING = 0x6563_6961_6C  # one run at a time

type Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Outcome:
    """What became of one entry."""

    section: str
    key: str
    verdict: Verdict


@dataclass(frozen=True)
class Report:
    """What a run did, entry by entry."""

    outcomes: tuple[Outcome, ...]

    def counts(self) -> dict[str, int]:
        """Return how many entries met each fate, all fates named."""
        found = Counter(outcome.verdict for outcome in self.outcomes)
        return {verdict.value: found[verdict] for verdict in Verdict}

    def kept(self) -> list[Outcome]:
        """Return the entries that an editor has changed, and that the files would have overwritten."""
        return [outcome for outcome in self.outcomes if outcome.verdict == Verdict.KEPT]


class _DryRun(Exception):
    pass


def load_content(
    *,
    folder: Path,
    by: Person | None,
    dry_run: bool = False,
    only: Iterable[Section] | None = None,
    progress: Progress = lambda _section, _done, _total: None,
) -> Report:
    """Write the entries of a folder and report what became of each; a dry run writes nothing.

    An entry whose thing was changed since the last run is left as it is, and one whose thing is gone is not brought
    back. An entry that is no longer in the files stays in the database. Two runs at once wait for each other.

    Raises:
        BrokenContent: with file, line and field of everything that is wrong; nothing was written.

    """
    read = read_folder(folder, sections() if only is None else only)
    report = Report(())
    with suppress(_DryRun), transaction.atomic():
        report = _write(read, by, progress)
        if dry_run:
            raise _DryRun
    return report


def _write(read: Folder, by: Person | None, progress: Progress) -> Report:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOADING])
    source = Import.objects.create(
        kind="content", by=by.pseudonym if by else None, files=read.hashes, counts=dict.fromkeys(Verdict, 0)
    )
    loaded = {(row.section, row.key): row for row in LoadedEntry.objects.all()}
    errors: list[RowError] = []
    outcomes = []
    written: list[LoadedEntry] = []
    with indexed_together():
        for done, item in enumerate(read.entries, 1):
            before = loaded.get((item.section.name, item.entry.key))
            try:
                verdict, entry = _write_entry(item, before, source, by)
            except RowError as error:
                errors.append(error)
            else:
                outcomes.append(Outcome(item.section.name, item.entry.key, verdict))
                written += [entry] if entry else []
            progress(item.section.name, done, len(read.entries))
        if errors:
            raise BrokenContent(errors)
    LoadedEntry.objects.bulk_create(
        written, update_conflicts=True, unique_fields=["section", "key"], update_fields=["incoming", "state", "source"]
    )
    report = Report(tuple(outcomes))
    source.counts = report.counts()
    source.save(update_fields=["counts"])
    log("exchange.content.loaded", by=by, data={"import": source.pk, **report.counts()})
    return report


def _locked(thing: Model | None) -> Model | None:
    """Hold a thing as it stands until the run is over, so that no editor changes it between comparing and writing."""
    return thing and type(thing)._base_manager.select_for_update(of=("self",)).get(pk=thing.pk)


def _write_entry(
    item: ReadEntry, before: LoadedEntry | None, source: Import, by: Person | None
) -> tuple[Verdict, LoadedEntry | None]:
    """Write an entry where that is called for; return its fate, and what is to be kept of it where it was written."""
    section, entry = item.section, item.entry
    incoming = digest(entry.model_dump(mode="json", fallback=str))
    thing = _locked(section.find(entry.key))
    if thing is None and before is not None:
        return Verdict.KEPT, None  # somebody took it away, or gave it another address
    if thing is not None:
        if before is None or not is_same(before.state, plainly(section.state(thing))):
            return Verdict.KEPT, None
        if before.incoming == incoming:
            return Verdict.UNCHANGED, None
    try:
        with transaction.atomic():
            written = section.write(entry, thing, by=by)
    except UnknownKey as wrong:
        raise item.document.error((*item.place, *wrong.place), f"nothing is called “{wrong.key}”") from wrong
    except UnknownSource as wrong:
        raise item.document.error((*item.place, "sources"), f"no source is called “{wrong}”") from wrong
    except ValidationError as wrong:
        raise item.document.error(item.place, " ".join(wrong.messages)) from wrong
    state = plainly(section.state(section.find(entry.key) or written))
    loaded = LoadedEntry(section=section.name, key=entry.key, incoming=incoming, state=state, source=source)
    return (Verdict.CREATED if thing is None else Verdict.UPDATED), loaded
