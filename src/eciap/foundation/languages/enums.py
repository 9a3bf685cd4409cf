"""Where a text in one language comes from."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TextStatus(TextChoices):
    """How far a reader may trust the wording."""

    ORIGINAL = "original", _("original")
    TRANSLATED = "translated", _("translated by a person")
    MACHINE = "machine", _("translated by a machine")
    OUTDATED = "outdated", _("translation older than the original")
