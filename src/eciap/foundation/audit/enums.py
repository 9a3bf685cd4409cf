"""Choices of the log: what can be wrong with it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Fault(TextChoices):
    """What is wrong with an entry of the log, or with its seal."""

    CHANGED = "changed", _("changed after it was sealed")
    MISSING = "missing", _("sealed, and gone")
    MOVED = "moved", _("not in the place where it was sealed")
    INSERTED = "inserted", _("put in afterwards, where the log was sealed already")
    UNSEALED = "unsealed", _("without a seal")
    BACKDATED = "backdated", _("dated before the entry that was written before it")
    SEAL_GONE = "seal_gone", _("its seal is gone")
    SEAL_BROKEN = "seal_broken", _("its seal does not follow from the one before")
    HEAD_LOST = "head_lost", _("the log does not lead to this published head")
