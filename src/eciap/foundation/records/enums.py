"""How certain a fact is, what a source is, and how one record rests on another."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Certainty(TextChoices):
    """How sure we are of what is said."""

    CERTAIN = "certain", _("certain")
    LIKELY = "likely", _("likely")
    NOT_FOUND = "not_found", _("not found")


class SourceKind(TextChoices):
    """What kind of thing a source is."""

    REPORT = "report", _("report")
    PAPER = "paper", _("paper")
    PAGE = "page", _("web page")
    PRESS = "press", _("press")
    SLIDES = "slides", _("slides")
    DATABASE = "database", _("database")


class Reachable(TextChoices):
    """Whether a source can still be opened by anybody."""

    YES = "yes", _("can be opened")
    NO = "no", _("no longer online")
    UNKNOWN = "unknown", _("not checked")


class EvidenceKind(TextChoices):
    """What one record is to another: *the first … the second*."""

    SUPPORTS = "supports", _("supports")
    CONTRADICTS = "contradicts", _("contradicts")
    INSPIRED = "inspired", _("inspired")
    REUSED = "reused", _("reused")
    IMPLEMENTS = "implements", _("implements")
    CONTEXT = "context", _("is context for")
