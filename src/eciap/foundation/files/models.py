"""What was brought: one row per file. Its bytes lie in the store, under the row's identifier."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from eciap.foundation.files.enums import Kind

SAFE_NAME = r'^[^/\\"<>:[:cntrl:]]+[.][a-z]+$'  # as PostgreSQL reads it


class StoredFile(models.Model):
    """A file that was looked through, who brought it, and for which audience. It never changes."""

    uuid = models.UUIDField(primary_key=True, db_default=RandomUUID(), editable=False)
    owner = models.ForeignKey(
        "accounts.Person",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        related_query_name="files_storedfile",
        verbose_name=_("brought by"),
    )
    audience = models.CharField(_("audience"), max_length=100)
    kind = models.CharField(_("kind"), max_length=100)
    name = models.CharField(_("name"), max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    created_at = models.DateTimeField(_("brought at"), db_default=Now(), editable=False)
    unreferenced_since = models.DateTimeField(_("used by nothing since"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("stored file")
        verbose_name_plural = _("stored files")
        ordering: ClassVar = ["-created_at", "uuid"]
        constraints: ClassVar = [
            # Nothing that a browser would run can ever become the media type of an answer.
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in Kind]), name="files_storedfile_kind"),
            models.CheckConstraint(condition=Q(size__gt=0), name="files_storedfile_not_empty"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="files_storedfile_sha256"),
            models.CheckConstraint(condition=Q(name__regex=SAFE_NAME), name="files_storedfile_name_is_safe"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["unreferenced_since"],
                condition=Q(unreferenced_since__isnull=False),
                name="files_storedfile_unreferenced",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return where those who may have the file get it."""
        return reverse("file", args=[self.uuid, self.name])

    @property
    def key(self) -> str:
        """What its bytes are called in the store."""
        return str(self.uuid)
