"""Organisations and how they belong, people in public seats, roles, concrete actions and the chronicle."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from eciap.alliance.enums import ChronicleKind, MembershipKind, OrganisationKind, Role, SeatKind
from eciap.foundation.languages.fields import PeriodField
from eciap.foundation.languages.models import Text, Translatable
from eciap.foundation.records.enums import Certainty
from eciap.foundation.ui.richtext import RichTextField


def _record(owner: str) -> models.OneToOneField:
    """Return the key to the record that a citable thing of this context owns."""
    return models.OneToOneField(
        "records.Record", on_delete=models.PROTECT, related_name="+", related_query_name=f"alliance_{owner}"
    )


def _theme(owner: str) -> models.ForeignKey:
    """Return an optional key to a theme, with no attribute on the theme that reaches up."""
    return models.ForeignKey(
        "vocabulary.Theme",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        related_query_name=f"alliance_{owner}",
        verbose_name=_("theme"),
    )


class Alliance(Translatable):
    """The alliance that runs this platform: its name, its period and its figures (on its record)."""

    record = _record("alliance")
    slug = models.SlugField(_("key"), max_length=60, unique=True)
    acronym = models.CharField(_("acronym"), max_length=20)
    period = PeriodField(_("period"), blank=True)

    class Meta:
        """One row: a platform serves one alliance."""

        verbose_name = _("alliance")
        verbose_name_plural = _("alliance")
        ordering = ("pk",)
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="alliance_alliance_only_one")]

    def __str__(self) -> str:
        """Give the name in the reader's language."""
        return str(self.text.name)

    def get_absolute_url(self) -> str:
        """Return the address without a language prefix: the front page tells of the alliance."""
        return "/#alliance"


class AllianceText(Text):
    """What the alliance says of itself."""

    parent = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(_("name"), max_length=160)
    platform_name = models.CharField(_("name of the platform"), max_length=160)
    tagline = models.CharField(_("in one sentence"), max_length=300)
    about = RichTextField(_("about"), blank=True)
    not_to_be_confused = models.TextField(_("not to be confused with"), blank=True)

    class Meta(Text.Meta):
        """One text per language."""


class Organisation(Translatable):
    """An organisation that belongs to the alliance or takes part in a concrete action."""

    record = _record("organisation")
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    earlier_name = models.CharField(_("earlier name"), max_length=200, blank=True)
    later_name = models.CharField(_("later name"), max_length=200, blank=True)
    acronym = models.CharField(_("acronym"), max_length=20, blank=True)
    kind = models.CharField(_("kind"), max_length=16, choices=OrganisationKind, default=OrganisationKind.UNKNOWN)
    city = models.CharField(_("place"), max_length=120, blank=True)
    country = models.CharField(_("country (ISO 3166)"), max_length=2, blank=True)
    territory = models.ForeignKey(
        "vocabulary.Territory",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        related_query_name="alliance_organisation",
        verbose_name=_("territory"),
    )
    lon = models.DecimalField(_("longitude"), max_digits=7, decimal_places=4, null=True, blank=True)
    lat = models.DecimalField(_("latitude"), max_digits=6, decimal_places=4, null=True, blank=True)
    website = models.URLField(_("website"), blank=True)

    class Meta:
        """By name."""

        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ("name",)
        constraints = [
            models.CheckConstraint(
                condition=Q(lon=None, lat=None) | Q(lon__range=(-180, 180), lat__range=(-90, 90)),
                name="alliance_organisation_point_on_earth",
            ),
            models.CheckConstraint(
                condition=Q(country__regex="^([A-Z]{2})?$"), name="alliance_organisation_country_by_code"
            ),
        ]

    def __str__(self) -> str:
        """Give the name that the organisation goes by."""
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address without a language prefix."""
        return f"/members/{self.slug}/"


class OrganisationText(Text):
    """What an organisation is and does."""

    parent = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="texts")
    description = models.TextField(_("description"), blank=True)

    class Meta(Text.Meta):
        """One text per language."""


class Membership(Translatable):
    """How an organisation belongs to the alliance, since when, how certain that is; `texts` hold a note, if any."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    kind = models.CharField(_("kind"), max_length=16, choices=MembershipKind)
    theme = _theme("membership")
    period = PeriodField(_("period"), blank=True)
    certainty = models.CharField(_("certainty"), max_length=12, choices=Certainty, default=Certainty.CERTAIN)
    sources = models.ManyToManyField(
        "records.Source", blank=True, related_name="+", related_query_name="alliance_membership"
    )

    class Meta:
        """Once per kind and theme."""

        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ("organisation", "kind")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "theme"], nulls_distinct=False, name="alliance_membership_once"
            )
        ]

    def __str__(self) -> str:
        """Say who belongs how."""
        return f"{self.organisation}: {self.get_kind_display()}"


class MembershipText(Text):
    """What else is known of a membership."""

    parent = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="texts")
    note = models.CharField(_("note"), max_length=300)

    class Meta(Text.Meta):
        """One text per language."""


class ConcreteAction(Translatable):
    """One of the alliance's partner actions: what was tried, by whom, and what came of it."""

    record = _record("action")
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    acronym = models.CharField(_("acronym"), max_length=40)
    title = models.CharField(_("title"), max_length=200)
    theme = models.ForeignKey(
        "vocabulary.Theme",
        on_delete=models.PROTECT,
        related_name="+",
        related_query_name="alliance_action",
        verbose_name=_("theme"),
    )
    lead = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="led_actions",
        verbose_name=_("lead"),
    )
    lead_certainty = models.CharField(_("certainty of the lead"), max_length=12, choices=Certainty)
    partners = models.ManyToManyField(Organisation, blank=True, related_name="actions", verbose_name=_("partners"))
    period = PeriodField(_("period"), blank=True)
    results_certainty = models.CharField(_("certainty of the results"), max_length=12, choices=Certainty)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        """In the order that the alliance gives them."""

        verbose_name = _("concrete action")
        verbose_name_plural = _("concrete actions")
        ordering = ("position", "acronym")

    def __str__(self) -> str:
        """Give the name that the action goes by."""
        return self.acronym

    def get_absolute_url(self) -> str:
        """Return the address without a language prefix."""
        return f"/actions/{self.slug}/"

    @property
    def spelled_out(self) -> str:
        """What the acronym stands for; empty where it is the title itself."""
        return "" if self.title.casefold() == self.acronym.casefold() else self.title


class ConcreteActionText(Text):
    """Aim, pilot and results of a concrete action."""

    parent = models.ForeignKey(ConcreteAction, on_delete=models.CASCADE, related_name="texts")
    summary = models.CharField(_("in one sentence"), max_length=300)
    aim = models.TextField(_("aim"))
    pilot = models.TextField(_("what was tried"), blank=True)
    results = RichTextField(_("what came of it"), blank=True)
    partners_note = models.TextField(_("about the partners"), blank=True)
    lead_note = models.CharField(_("about the lead"), max_length=300, blank=True)

    class Meta(Text.Meta):
        """One text per language."""


class Seat(Translatable):
    """A public role that a person holds or held: at an organisation, for a theme, for a concrete action."""

    slug = models.SlugField(_("key"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=SeatKind)
    holder = models.CharField(_("held by"), max_length=160, blank=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="seats"
    )
    theme = _theme("seat")
    action = models.ForeignKey(
        ConcreteAction, on_delete=models.PROTECT, null=True, blank=True, related_name="seats", verbose_name=_("action")
    )
    period = PeriodField(_("period"), blank=True)
    certainty = models.CharField(_("certainty"), max_length=12, choices=Certainty, default=Certainty.CERTAIN)
    sources = models.ManyToManyField("records.Source", blank=True, related_name="+", related_query_name="alliance_seat")
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        """In the order that the alliance gives them."""

        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering = ("position", "slug")

    def __str__(self) -> str:
        """Give the title of the seat."""
        return str(self.text.title)


class SeatText(Text):
    """What a seat is called and what is known of it."""

    parent = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="texts")
    title = models.CharField(_("title"), max_length=200)
    note = models.TextField(_("note"), blank=True)

    class Meta(Text.Meta):
        """One text per language."""


class RoleGrant(models.Model):
    """A person's role on this platform: for the whole of it, or for an organisation, a theme or a concrete action."""

    person = models.ForeignKey(
        "accounts.Person", on_delete=models.CASCADE, related_name="+", related_query_name="alliance_grant"
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="grants"
    )
    theme = _theme("grant")
    action = models.ForeignKey(ConcreteAction, on_delete=models.CASCADE, null=True, blank=True, related_name="grants")
    granted_at = models.DateTimeField(_("since"))
    ended_at = models.DateTimeField(_("until"), null=True, blank=True)

    class Meta:
        """A role once at a time per person and scope."""

        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ("person", "role")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role", "organisation", "theme", "action"],
                condition=Q(ended_at=None),
                nulls_distinct=False,
                name="alliance_grant_once_at_a_time",
                violation_error_message=_("Somebody holds this role already."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("granted_at")), name="alliance_grant_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(role__in=[Role.FOUNDING_MEMBER, Role.COMMITTED_MEMBER]) | Q(organisation__isnull=False),
                name="alliance_grant_member_of_organisation",
                violation_error_message=_("A member’s role names the organisation that it is held for."),
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.ACTION_COORDINATOR) | Q(action__isnull=False),
                name="alliance_grant_coordinator_of_action",
                violation_error_message=_("A coordinator’s role names the concrete action that it is held for."),
            ),
        ]

    def __str__(self) -> str:
        """Name the role; the person's name stays out of lists and logs."""
        return self.get_role_display()


class ChronicleEntry(Translatable):
    """Something that happened in the life of the alliance."""

    record = _record("chronicle")
    slug = models.SlugField(_("key"), max_length=80, unique=True)
    period = PeriodField(_("when"))
    kind = models.CharField(_("kind"), max_length=12, choices=ChronicleKind)
    related = models.ManyToManyField(
        "records.Record", blank=True, related_name="+", related_query_name="alliance_related_chronicle"
    )

    class Meta:
        """As it happened."""

        verbose_name = _("entry of the chronicle")
        verbose_name_plural = _("chronicle")
        ordering = ("period", "pk")

    def __str__(self) -> str:
        """Say what happened."""
        return str(self.text.what)

    def get_absolute_url(self) -> str:
        """Return the address without a language prefix."""
        return f"/timeline/#{self.slug}"


class ChronicleText(Text):
    """What happened, in one sentence."""

    parent = models.ForeignKey(ChronicleEntry, on_delete=models.CASCADE, related_name="texts")
    what = models.CharField(_("what happened"), max_length=400)

    class Meta(Text.Meta):
        """One text per language."""
