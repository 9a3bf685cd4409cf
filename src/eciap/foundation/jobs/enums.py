"""Choices of the outbox: what may be the case with a letter, and why one is not sent."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LetterState(TextChoices):
    """How far a letter has come."""

    WAITING = "waiting", _("waits")
    HELD = "held", _("held back")
    SENT = "sent", _("sent")
    REFUSED = "refused", _("refused")
    BOUNCED = "bounced", _("came back")
    GIVEN_UP = "given_up", _("given up")
    DROPPED = "dropped", _("not sent")


class Obstacle(TextChoices):
    """Why a letter is not sent although nobody dropped it; kept where else the answer of a mail server stands."""

    UNDELIVERABLE = "undeliverable", _("Letters to this address come back.")
    UNSUBSCRIBED = "unsubscribed", _("Letters of this purpose are not wanted.")
