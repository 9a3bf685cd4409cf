"""Writing the chronicle of the alliance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from eciap.alliance.enums import ChronicleKind
from eciap.alliance.models import ChronicleEntry
from eciap.alliance.signals import chronicle_written
from eciap.foundation.audit.operations import log
from eciap.foundation.languages.operations import Words
from eciap.foundation.records.enums import Certainty
from eciap.foundation.records.models import Record
from eciap.foundation.records.operations import put_citable

if TYPE_CHECKING:
    from eciap.foundation.accounts.models import Person
    from eciap.foundation.languages.periods import Period


@transaction.atomic
def put_chronicle_entry(
    *,
    slug: str,
    period: Period,
    kind: ChronicleKind,
    by: Person | None,
    related: Sequence[Record] = (),
    texts: Mapping[str, Words],
    sources: Sequence[str] = (),
    certainty: str = Certainty.CERTAIN,
    original: str = "en",
) -> ChronicleEntry:
    """Record what happened, when, and to which records it belongs; or correct the entry of this key.

    Raises:
        UnknownSource: naming the first source that is not recorded.

    """
    put = put_citable(
        model=ChronicleEntry,
        slug=slug,
        kind="chronicle",
        address=ChronicleEntry(slug=slug).get_absolute_url(),
        titles={language: words["what"] for language, words in texts.items()},
        columns={"period": period, "kind": kind},
        related={"related": related},
        texts=texts,
        original=original,
        certainty=certainty,
        sources=sources,
    )
    if put.changed:
        log(f"alliance.chronicle.{put.verb}", by=by, on=put.row, data={"slug": slug, "changed": put.changed})
        chronicle_written.send(sender=ChronicleEntry, entry=put.row)
    return put.row
