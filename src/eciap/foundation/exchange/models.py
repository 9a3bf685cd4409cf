"""Provenance: which files came in, when, with which hash, and what they left behind."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Import(models.Model):
    """One run over a folder or file that was written to the database."""

    kind = models.SlugField(_("kind"), max_length=40)
    at = models.DateTimeField(_("at"), db_default=Now(), editable=False)
    by = models.UUIDField(_("by (pseudonym)"), null=True, blank=True)
    files = models.JSONField(_("files and their hashes"))
    counts = models.JSONField(_("what became of the entries"))

    class Meta:
        """The newest first."""

        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        """Kind and time."""
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"


class LoadedEntry(models.Model):
    """An entry as it was last written from a file: what the file said, and what the thing said right after."""

    section = models.SlugField(_("section"), max_length=40)
    key = models.SlugField(_("key"), max_length=80)
    incoming = models.CharField(_("hash of the entry"), max_length=64)
    state = models.JSONField(_("what the thing said"))
    source = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="entries", verbose_name=_("import"))

    class Meta:
        """Once per section and key."""

        verbose_name = _("loaded entry")
        verbose_name_plural = _("loaded entries")
        ordering = ("section", "key")
        constraints = [models.UniqueConstraint(fields=["section", "key"], name="exchange_loaded_entry_once")]

    def __str__(self) -> str:
        """Section and key."""
        return f"{self.section}/{self.key}"
