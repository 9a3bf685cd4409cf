"""One row per thing that was done. Append-only: the database refuses to change or remove a row.

There are no foreign keys, no names and no addresses here, so a person can be erased and a record can go while the log
stays as it was written. The triggers are plain SQL in the first migration and not pgtrigger's, because a session may
ask pgtrigger's to look away (`pgtrigger.ignore`).

The triggers keep honest people honest. Whoever may drop them is found out by the seals: one for each entry, each made
from the one before, the last of them published (`chain`).
"""

import re
from typing import ClassVar, Protocol
from uuid import UUID

from django.contrib.postgres.indexes import BrinIndex
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
            BrinIndex(fields=["at"], name="audit_entry_at"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} ({self.pk})"


class Digest(models.Func):
    """The SHA-256 of all that an entry says, but for its number: computed by the database from what is really there.

    The list is written as PostgreSQL writes JSON: the same for the same content, whatever a session has set. The number
    is left out so that an entry that was moved is known again; the chain has it.
    """

    template = (
        "sha256(convert_to(jsonb_build_array("
        "extract(epoch from at)::text, verb, pseudonym, record_id, data)::text, 'UTF8'))"
    )
    output_field = models.BinaryField()


class Seal(models.Model):
    """What an entry was when it was sealed, and the link of the chain that this makes. Append-only as well."""

    position = models.BigIntegerField(_("position"), primary_key=True)
    entry = models.BigIntegerField(_("entry"), unique=True)  # its number, not a key: the seal stays when the entry goes
    digest = models.BinaryField(_("digest of the entry"))
    link = models.BinaryField(_("link of the chain"))

    class Meta:
        verbose_name = _("seal")
        verbose_name_plural = _("seals")
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(position__gte=1), name="audit_seal_counts_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.position}: {bytes(self.link).hex()}"
