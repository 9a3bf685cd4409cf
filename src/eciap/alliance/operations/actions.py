"""Writing the alliance's concrete actions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from eciap.alliance.models import ConcreteAction, Organisation
from eciap.alliance.signals import action_written
from eciap.foundation.audit.operations import log
from eciap.foundation.languages.operations import Words
from eciap.foundation.records.enums import Certainty
from eciap.foundation.records.operations import Figure, put_citable

if TYPE_CHECKING:
    from eciap.foundation.accounts.models import Person
    from eciap.foundation.languages.periods import Period
    from eciap.vocabulary.models import Theme


@transaction.atomic
def put_action(
    *,
    slug: str,
    acronym: str,
    title: str,
    theme: Theme,
    by: Person | None,
    lead: Organisation | None = None,
    lead_certainty: str = Certainty.CERTAIN,
    partners: Sequence[Organisation] = (),
    period: Period | None = None,
    results_certainty: str = Certainty.CERTAIN,
    position: int = 0,
    texts: Mapping[str, Words],
    figures: Sequence[Figure] | None = None,
    sources: Sequence[str] = (),
    certainty: str = Certainty.CERTAIN,
    original: str = "en",
) -> ConcreteAction:
    """Record a concrete action with its partners and figures, or correct the one of this address.

    Raises:
        UnknownSource: naming the first source that is not recorded.

    """
    spelled_out = ConcreteAction(acronym=acronym, title=title).spelled_out
    put = put_citable(
        model=ConcreteAction,
        slug=slug,
        kind="action",
        address=ConcreteAction(slug=slug).get_absolute_url(),
        titles={original: f"{acronym}: {spelled_out}" if spelled_out else acronym},
        columns={
            "acronym": acronym,
            "title": title,
            "theme": theme,
            "lead": lead,
            "lead_certainty": lead_certainty,
            "period": period,
            "results_certainty": results_certainty,
            "position": position,
        },
        related={"partners": partners},
        texts=texts,
        original=original,
        certainty=certainty,
        sources=sources,
        figures=figures,
    )
    if put.changed:
        log(f"alliance.action.{put.verb}", by=by, on=put.row, data={"slug": slug, "changed": put.changed})
        action_written.send(sender=ConcreteAction, action=put.row)
    return put.row
