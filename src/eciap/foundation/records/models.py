"""The row that every citable thing owns, and what hangs on it: sources, facts and evidence links."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from pgvector.django import HalfVectorField

from eciap.foundation.languages.display import localised
from eciap.foundation.languages.fields import PeriodField
from eciap.foundation.languages.models import Text, Translatable
from eciap.foundation.records.enums import Certainty, EvidenceKind, Reachable, SourceKind
from eciap.foundation.records.meaning import DIMENSIONS
from eciap.foundation.records.stemming import document, heading

PUBLIC = "public"


def public_audience() -> list[str]:
    """Return the audience of a record that everybody may see."""
    return [PUBLIC]


class Record(models.Model):
    """One citable thing, whatever its kind; its owner points here by a one-to-one key.

    `address` is the path without a language prefix. `titles` holds the title per language; `title` is the one in
    `language`, the language of the original. A record that was deleted stays as a tombstone.
    """

    uuid = models.UUIDField(primary_key=True, db_default=RandomUUID(), editable=False)
    kind = models.SlugField(_("kind"), max_length=40)
    title = models.CharField(_("title"), max_length=300)
    titles = models.JSONField(_("titles per language"), default=dict)
    address = models.CharField(_("address"), max_length=300)
    language = models.CharField(_("language"), max_length=12, default="en")
    audience = ArrayField(models.CharField(max_length=60), verbose_name=_("audience"), default=public_audience)
    certainty = models.CharField(_("certainty"), max_length=12, choices=Certainty, default=Certainty.CERTAIN)
    changed_at = models.DateTimeField(_("last changed"), db_default=Now())
    deleted_at = models.DateTimeField(_("deleted"), null=True, blank=True)

    class Meta:
        """Addresses are unique among what is alive."""

        ordering = ("kind", "title")
        constraints = [
            models.UniqueConstraint(fields=["address"], condition=Q(deleted_at=None), name="records_record_one_address")
        ]
        indexes = [models.Index(fields=["kind", "changed_at"], name="records_record_by_kind")]

    def __str__(self) -> str:
        """Give the title in the language of the request where there is one."""
        return str(self.titles.get(get_language() or "", self.title))

    @property
    def address_here(self) -> str:
        """The address in the reader's language; of a thing that lacks the first language, in one that it speaks."""
        spoken = get_language() or settings.LANGUAGE_CODE
        if self.titles and not {spoken, settings.LANGUAGE_CODE} & self.titles.keys():
            spoken = next(iter(self.titles))
        return localised(self.address, spoken)


class Source(models.Model):
    """Where something is known from: a page, a report, a paper.

    `title` says what it is in the first language of the platform, `titles` in others.
    """

    key = models.SlugField(_("key"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=300)
    titles = models.JSONField(_("titles per language"), default=dict, blank=True)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    url = models.URLField(_("address"), max_length=600, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=SourceKind, default=SourceKind.PAGE)
    reachable = models.CharField(_("reachable"), max_length=8, choices=Reachable, default=Reachable.UNKNOWN)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        """In the order of their titles."""

        ordering = ("title",)

    def __str__(self) -> str:
        """Title and publisher."""
        return f"{self.title_here} ({self.publisher})" if self.publisher else self.title_here

    @property
    def title_here(self) -> str:
        """The title in the reader's language, or else in the first language of the platform."""
        return str(self.titles.get(self.language, self.title))

    @property
    def language(self) -> str:
        """The language of `title_here`: the reader's, its parent (`fr` for `fr-be`), or else the first."""
        spoken = get_language() or ""
        known = (tag for tag in (spoken, spoken.partition("-")[0]) if tag in self.titles)
        return next(known, settings.LANGUAGE_CODE)


class Fact(Translatable):
    """A figure about a record: value, unit, date, how certain it is; its words are in `texts`.

    A null value is a figure that was looked for and not found: it is shown as *not recorded*.
    """

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="facts")
    key = models.SlugField(_("key"), max_length=60)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4, null=True, blank=True)
    unit = models.SlugField(_("unit"), max_length=30, blank=True)
    approximate = models.BooleanField(_("approximate"), default=False)
    as_of = PeriodField(_("as of"), blank=True)
    certainty = models.CharField(_("certainty"), max_length=12, choices=Certainty, default=Certainty.CERTAIN)
    sources = models.ManyToManyField(Source, related_name="facts", verbose_name=_("sources"))

    class Meta:
        """One fact per key and record."""

        ordering = ("position", "key")
        constraints = [models.UniqueConstraint(fields=["record", "key"], name="records_fact_one_per_key")]

    def __str__(self) -> str:
        """Key and value, for editors."""
        return f"{self.key}: {self.value}"

    @property
    def label(self) -> str:
        """What is counted, in the reader's language."""
        return str(self.text.label)

    @property
    def note(self) -> str:
        """Within which bounds, in the reader's language."""
        return str(self.text.scope)


class FactText(Text):
    """What a figure counts, and within which bounds."""

    parent = models.ForeignKey(Fact, on_delete=models.CASCADE, related_name="texts")
    label = models.CharField(_("label"), max_length=160)
    scope = models.CharField(_("scope"), max_length=300, blank=True)

    class Meta(Text.Meta):
        """One text per language."""


class Citation(models.Model):
    """A record, or one aspect of it, is known from a source."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="citations")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="citations")
    aspect = models.SlugField(_("aspect"), max_length=40, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        """A source once per aspect."""

        ordering = ("position", "pk")
        constraints = [
            models.UniqueConstraint(fields=["record", "source", "aspect"], name="records_citation_once_per_aspect")
        ]

    def __str__(self) -> str:
        """Name the source."""
        return str(self.source)


class EvidenceLink(models.Model):
    """A typed link: the first record supports, contradicts, inspired … the second."""

    from_record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="links_from")
    to_record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="links_to")
    kind = models.CharField(_("kind"), max_length=12, choices=EvidenceKind)
    note = models.CharField(_("note"), max_length=500, blank=True)
    made_by = models.ForeignKey(
        "accounts.Person",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        related_query_name="records_link",
        editable=False,
    )
    made_at = models.DateTimeField(_("linked"), db_default=Now(), editable=False)

    class Meta:
        """Once per pair and kind, never to itself."""

        ordering = ("kind", "made_at")
        constraints = [
            models.UniqueConstraint(fields=["from_record", "to_record", "kind"], name="records_link_once_per_kind"),
            models.CheckConstraint(condition=~Q(from_record=F("to_record")), name="records_link_to_another"),
        ]

    def __str__(self) -> str:
        """Say the link as a sentence."""
        return f"{self.from_record} {self.get_kind_display()} {self.to_record}"


class SearchEntry(models.Model):
    """What a record is found by in one language.

    `serves` names the languages whose readers get this entry for its record, so that a search finds a record once.
    `facets` holds `facet:value` tokens, `names` the title and what else the record is called, in plain letters.
    `audience` is the record's.
    """

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="search_entries")
    language = models.CharField(max_length=12)
    serves = ArrayField(models.CharField(max_length=12))
    kind = models.SlugField(max_length=40)
    title = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)
    facets = ArrayField(models.CharField(max_length=120), default=list)
    names = ArrayField(models.CharField(max_length=300), default=list)
    audience = ArrayField(models.CharField(max_length=60), default=public_audience)
    date = models.DateField(null=True, blank=True)
    heading = models.GeneratedField(
        expression=models.Func(template=heading(), output_field=SearchVectorField()),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    document = models.GeneratedField(
        expression=models.Func(template=document(), output_field=SearchVectorField()),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        """Once per record and language."""

        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=["record", "language"], name="records_search_once_per_language")]
        indexes = [GinIndex(fields=["document"], name="records_search_document")]

    def __str__(self) -> str:
        """Title and language."""
        return f"{self.title} ({self.language})"


class SearchMeaning(models.Model):
    """What an entry means: its title, and its title with its summary. A search takes whichever lies closer.

    Rows are written after the entry, by a job; until then it is found by its words alone.
    """

    entry = models.OneToOneField(SearchEntry, on_delete=models.CASCADE, primary_key=True, related_name="meaning")
    title = HalfVectorField(dimensions=DIMENSIONS)
    whole = HalfVectorField(dimensions=DIMENSIONS)

    class Meta:
        """Read as a whole: a few thousand vectors are compared in a few milliseconds."""

        verbose_name = _("meaning of a search entry")
        verbose_name_plural = _("meanings of search entries")

    def __str__(self) -> str:
        """Name the entry."""
        return str(self.entry_id)


class SearchWord(models.Model):
    """A word that stands in some entry: what a mistyped word is corrected to."""

    language = models.CharField(max_length=12)
    word = models.CharField(max_length=60)

    class Meta:
        """Once per language; looked up by likeness."""

        verbose_name = _("word of the search")
        verbose_name_plural = _("words of the search")
        ordering = ("word",)
        constraints = [models.UniqueConstraint(fields=["language", "word"], name="records_word_once_per_language")]
        indexes = [GinIndex(OpClass(F("word"), "gin_trgm_ops"), name="records_word_alike")]

    def __str__(self) -> str:
        """The word."""
        return self.word
