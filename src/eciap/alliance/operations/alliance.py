"""Writing what the alliance says of itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from eciap.alliance.models import Alliance
from eciap.alliance.signals import alliance_written
from eciap.foundation.audit.operations import log
from eciap.foundation.languages.operations import Words
from eciap.foundation.records.enums import Certainty
from eciap.foundation.records.operations import Figure, put_citable

if TYPE_CHECKING:
    from eciap.foundation.accounts.models import Person
    from eciap.foundation.languages.periods import Period


@transaction.atomic
def put_alliance(
    *,
    slug: str,
    acronym: str,
    by: Person | None,
    period: Period | None = None,
    texts: Mapping[str, Words],
    figures: Sequence[Figure] | None = None,
    sources: Sequence[str] = (),
    certainty: str = Certainty.CERTAIN,
    original: str = "en",
) -> Alliance:
    """Record the alliance that this platform serves, or correct what is said of it.

    Raises:
        UnknownSource: naming the first source that is not recorded.
        IntegrityError: when the platform serves another alliance already.

    """
    put = put_citable(
        model=Alliance,
        slug=slug,
        kind="alliance",
        address=Alliance().get_absolute_url(),
        titles={language: words["name"] for language, words in texts.items()},
        columns={"id": 1, "acronym": acronym, "period": period},
        texts=texts,
        original=original,
        certainty=certainty,
        sources=sources,
        figures=figures,
    )
    if put.changed:
        log(f"alliance.alliance.{put.verb}", by=by, on=put.row, data={"slug": slug, "changed": put.changed})
        alliance_written.send(sender=Alliance, alliance=put.row)
    return put.row
