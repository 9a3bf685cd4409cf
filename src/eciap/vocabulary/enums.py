"""Choices of the shared lists."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class ThemeKind(TextChoices):
    """A theme of the alliance, or a desk: a subject that a member looks after."""

    THEME = "theme", _("theme")
    DESK = "desk", _("desk")


class Hue(TextChoices):
    """The accent of a theme's pages and marks."""

    VERMILION = "vermilion", _("vermilion")
    ULTRAMARINE = "ultramarine", _("ultramarine")
    VIRIDIAN = "viridian", _("viridian")
    PLUM = "plum", _("plum")
    INK = "ink", _("ink")


class TerritoryLevel(IntegerChoices):
    """The levels of the classification of territorial units (NUTS)."""

    COUNTRY = 0, _("country")
    MAJOR_REGION = 1, _("major region")
    BASIC_REGION = 2, _("basic region")
    SMALL_REGION = 3, _("small region")


class CodeKind(TextChoices):
    """Which lists of codes the platform keeps beside themes and territories."""

    SECTOR = "sector", _("creative sector")
    INSTRUMENT = "instrument", _("kind of instrument")
    POLICY_THEME = "theme", _("policy theme")
    TARGET_GROUP = "target_group", _("target group")
    BUDGET_RANGE = "budget_range", _("budget range")
    VOUCHER_FACET = "voucher_facet", _("facet of innovation vouchers")
