"""What the log is asked, in words and dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from eciap.foundation.audit import registry
from eciap.foundation.audit.queries import Wanted


@dataclass(frozen=True)
class Asked:
    """What was asked, as the queries take it, and where the page begins."""

    wanted: Wanted
    before: int | None
    after: int | None


class LogForm(forms.Form):
    """What, who, on what and when; a pseudonym or the id of a record may be given instead of words."""

    what = forms.CharField(label=_("What was done"), required=False)
    who = forms.CharField(label=_("Who"), required=False)
    on = forms.CharField(label=_("On what"), required=False)
    since = forms.DateField(label=_("From"), required=False)
    until = forms.DateField(label=_("To"), required=False)
    before = forms.IntegerField(required=False, min_value=0)
    after = forms.IntegerField(required=False, min_value=0)

    def asked(self) -> Asked:
        """Return what is looked for; a field that makes no sense is left out, and has its error."""
        self.is_valid()
        given = self.cleaned_data
        until = given.get("until")
        wanted = Wanted(
            what=given.get("what", ""),
            by=_ids(given.get("who", ""), people_only=True),
            on=_ids(given.get("on", ""), people_only=False),
            since=_midnight(given.get("since")),
            until=_midnight(until + timedelta(days=1)) if until and until < date.max else None,
        )
        return Asked(wanted, given.get("before"), given.get("after"))


def _ids(words: str, *, people_only: bool) -> frozenset[UUID] | None:
    """Return the ids that are meant; None where nothing was said."""
    if not words:
        return None
    try:
        return frozenset({UUID(words)})
    except ValueError:
        found = registry.people_called(words) if people_only else registry.things_called(words)
        return frozenset(found)


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time.min, UTC) if day else None
