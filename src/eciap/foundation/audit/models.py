"""One row per thing that was done. Append-only: the database refuses to change or remove a row.

There are no foreign keys, no names and no addresses here, so a person can be erased and a record can go while the log
stays as it was written. The triggers are plain SQL in the first migration and not pgtrigger's, because a session may
ask pgtrigger's to look away (`pgtrigger.ignore`).
"""

import re
from typing import ClassVar, Protocol
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

# context.thing.happened, each in lower case: `alliance.organisation.renamed`.
VERB = re.compile(r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$")


class Acting(Protocol):
    """Somebody who can act: known to the log by a pseudonym only."""

    @property
    def pseudonym(self) -> UUID: ...


class Recorded(Protocol):
    """Something that owns a record."""

    @property
    def record_id(self) -> UUID: ...


class ClockTimestamp(models.Func):
    """The database's clock at this moment, not at the start of the transaction or statement."""

    function = "CLOCK_TIMESTAMP"
    output_field = models.DateTimeField()


class Entry(models.Model):
    """What was done (verb, data), when, by whom (a pseudonym) and on which record."""

    at = models.DateTimeField(_("at"), db_default=ClockTimestamp(), editable=False)
    verb = models.CharField(_("verb"), max_length=120)
    pseudonym = models.UUIDField(_("by"), null=True, blank=True, help_text=_("Empty: the system itself."))
    record_id = models.UUIDField(_("on"), null=True, blank=True)
    data = models.JSONField(_("data"), default=dict, blank=True)

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(verb__regex=VERB.pattern), name="audit_entry_verb_is_dotted"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["record_id", "id"], name="audit_entry_on"),
            models.Index(fields=["pseudonym", "id"], name="audit_entry_by"),
            models.Index(fields=["verb", "id"], name="audit_entry_verb"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} ({self.pk})"
