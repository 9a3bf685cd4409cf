"""Texts of plain models, one row per language, and how a reader gets the best of them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from eciap.foundation.languages.enums import TextStatus
from eciap.foundation.languages.fallback import best


class Text(models.Model):
    """What a record says in one language.

    A subclass adds its fields and `parent`, a foreign key to a `Translatable` with `related_name="texts"`, and lets its
    `Meta` inherit this one, so that the database keeps one text per language.
    """

    language = models.CharField(_("language"), max_length=12)
    status = models.CharField(_("status"), max_length=12, choices=TextStatus, default=TextStatus.ORIGINAL)
    translator = models.CharField(_("translated by"), max_length=120, blank=True)
    updated_at = models.DateTimeField(_("last changed"), db_default=Now(), editable=False)

    is_fallback = False

    class Meta:
        """One text per language, in a steady order."""

        abstract = True
        ordering = ("language",)
        constraints = [
            models.UniqueConstraint(fields=["parent", "language"], name="%(app_label)s_%(class)s_one_per_language")
        ]

    def __str__(self) -> str:
        """Name the language, as editors see it in a list."""
        return self.language


class Translatable(models.Model):
    """A model whose words live in `texts`; prefetch them wherever more than one is shown."""

    texts: Any  # the related manager that each subclass of `Text` declares

    class Meta:
        """Adds no column."""

        abstract = True

    def text_in(self, language: str) -> Any:
        """Return the best text for a reader of `language`; its `is_fallback` says whether the language is another.

        Raises:
            LookupError: when there is no text in any language.

        """
        kept = self.__dict__.setdefault("_best_texts", {})
        if language not in kept:
            kept[language] = best(list(self.texts.all()), language)
        return kept[language]

    @property
    def text(self) -> Any:
        """The best text for the language of this request."""
        return self.text_in(get_language() or "en")
