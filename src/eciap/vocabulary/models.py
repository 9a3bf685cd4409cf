"""Themes, and the lists of codes with the source that each of them comes from."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from eciap.foundation.languages.models import Text, Translatable
from eciap.foundation.ui.richtext import RichTextField
from eciap.vocabulary.enums import CodeKind, Hue, TerritoryLevel, ThemeKind


class Theme(Translatable):
    """A subject that the alliance works on; its words are in `texts`."""

    record = models.OneToOneField(
        "records.Record", on_delete=models.PROTECT, related_name="+", related_query_name="vocabulary_theme"
    )
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=6, choices=ThemeKind, default=ThemeKind.THEME)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="desks", verbose_name=_("belongs to")
    )
    hue = models.CharField(_("colour"), max_length=12, choices=Hue, default=Hue.INK)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        """In the order that the alliance gives them."""

        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ("kind", "position", "slug")
        constraints = [
            models.CheckConstraint(condition=~Q(parent=F("pk")), name="vocabulary_theme_not_its_own_parent"),
        ]

    def __str__(self) -> str:
        """Give the name in the reader's language."""
        return str(self.text.name)

    def get_absolute_url(self) -> str:
        """Return the address without a language prefix."""
        return f"/themes/{self.slug}/"


class ThemeText(Text):
    """What a theme asks, what is known to work, and what to do next."""

    parent = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(_("name"), max_length=120)
    short = models.CharField(_("short name"), max_length=24)
    question = models.CharField(_("question"), max_length=240, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    lessons = RichTextField(_("what we know works"), blank=True)
    to_do = RichTextField(_("what to do next"), blank=True)

    class Meta(Text.Meta):
        """One text per language."""


class CodeList(models.Model):
    """A list of codes: where it comes from, under which licence, and how to refresh it."""

    key = models.SlugField(_("key"), max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=200)
    version = models.CharField(_("version"), max_length=40)
    source_title = models.CharField(_("source"), max_length=200)
    source_url = models.URLField(_("address of the source"), max_length=400)
    licence = models.CharField(_("licence"), max_length=200, blank=True)
    retrieved_on = models.DateField(_("retrieved"), null=True, blank=True)
    how_to_refresh = models.TextField(_("how to refresh it"))
    note = models.TextField(_("known gaps"), blank=True)
    sha256 = models.CharField(_("hash of the file"), max_length=64, blank=True)

    class Meta:
        """By title."""

        verbose_name = _("list of codes")
        verbose_name_plural = _("lists of codes")
        ordering = ("title",)

    def __str__(self) -> str:
        """Title and version."""
        return f"{self.title}, {self.version}"


class Territory(models.Model):
    """A country or region in one edition of the classification, with a point inside it."""

    code_list = models.ForeignKey(CodeList, on_delete=models.PROTECT, related_name="territories")
    edition = models.PositiveSmallIntegerField(_("edition"))
    level = models.PositiveSmallIntegerField(_("level"), choices=TerritoryLevel)
    code = models.CharField(_("code"), max_length=5)
    name = models.CharField(_("name in the national script"), max_length=160, blank=True)
    name_latin = models.CharField(_("name in Latin letters"), max_length=160, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    lon = models.DecimalField(_("longitude"), max_digits=7, decimal_places=4, null=True, blank=True)
    lat = models.DecimalField(_("latitude"), max_digits=6, decimal_places=4, null=True, blank=True)

    class Meta:
        """By edition and code."""

        verbose_name = _("territory")
        verbose_name_plural = _("territories")
        ordering = ("edition", "code")
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="vocabulary_territory_one_per_edition"),
            models.CheckConstraint(
                condition=Q(level=0, parent=None) | Q(level__gt=0, parent__isnull=False),
                name="vocabulary_territory_region_has_parent",
            ),
            models.CheckConstraint(
                condition=Q(lon=None, lat=None) | Q(lon__range=(-180, 180), lat__range=(-90, 90)),
                name="vocabulary_territory_point_on_earth",
            ),
        ]

    def __str__(self) -> str:
        """Name and code."""
        return f"{self.name or self.code} ({self.code})"


class Code(models.Model):
    """A code of a list: a creative sector, a kind of instrument, a target group."""

    code_list = models.ForeignKey(CodeList, on_delete=models.PROTECT, related_name="codes")
    kind = models.CharField(_("kind"), max_length=14, choices=CodeKind)
    code = models.CharField(_("code"), max_length=20)
    label = models.CharField(_("label"), max_length=240)
    group = models.CharField(_("group"), max_length=160, blank=True)
    scope = models.CharField(_("scope"), max_length=40, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        """By list and code; a code keeps the version of its list."""

        verbose_name = _("code")
        verbose_name_plural = _("codes")
        ordering = ("code_list", "kind", "code")
        constraints = [models.UniqueConstraint(fields=["code_list", "kind", "code"], name="vocabulary_code_once")]

    def __str__(self) -> str:
        """Code and label."""
        return f"{self.code} {self.label}"


class TerritoryChange(models.Model):
    """What became of a code from one edition to the next, from the official lists of changes."""

    code_list = models.ForeignKey(CodeList, on_delete=models.PROTECT, related_name="changes")
    from_edition = models.PositiveSmallIntegerField(_("from edition"))
    to_edition = models.PositiveSmallIntegerField(_("to edition"))
    old_code = models.CharField(_("old code"), max_length=5, blank=True)
    new_code = models.CharField(_("new code"), max_length=5, blank=True)
    label = models.CharField(_("name"), max_length=160, blank=True)
    change = models.CharField(_("change"), max_length=240)
    explanation = models.CharField(_("explanation"), max_length=240, blank=True)

    class Meta:
        """By editions and codes."""

        verbose_name = _("change of a territory")
        verbose_name_plural = _("changes of territories")
        ordering = ("from_edition", "old_code", "new_code")
        constraints = [
            models.UniqueConstraint(
                fields=["from_edition", "to_edition", "old_code", "new_code"], name="vocabulary_change_once"
            )
        ]

    def __str__(self) -> str:
        """Old and new code."""
        return f"{self.old_code} ({self.from_edition}) → {self.new_code} ({self.to_edition})"
