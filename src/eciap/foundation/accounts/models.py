"""Who has an account and signs in with their e-mail address; what they agreed to; who has asked to be erased."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _


class PersonManager(BaseUserManager["Person"]):
    """Finds and makes people by e-mail address, whatever its case."""

    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        """Return the one form in which an address is stored: without surrounding space, in lower case."""
        return (email or "").strip().lower()

    def get_by_natural_key(self, username: str | None) -> Person:
        """Find the person who signs in with this address."""
        return self.get(email=self.normalize_email(username))

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        """Make a person; without a password nobody can sign in as them until they reset it."""
        person = self.model(email=self.normalize_email(email), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> Person:
        """Make a person who may do everything; `eciap createsuperuser` calls this."""
        return self.create_user(email, password, **{**fields, "is_staff": True, "is_superuser": True})


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody with an account. The audit log knows them by their pseudonym alone."""

    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=200, blank=True)
    # No choices: a language is added by a catalogue and a setting, not by a migration. Empty: as the browser asks.
    language = models.CharField(_("preferred language"), max_length=12, blank=True)
    pseudonym = models.UUIDField(_("pseudonym"), db_default=RandomUUID(), editable=False)
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_staff = models.BooleanField(_("may look into the administration"), default=False)
    joined_at = models.DateTimeField(_("joined"), db_default=Now(), editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = PersonManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ("name", "email")
        constraints = (
            # Together: unique whatever the case, and found by the plain index.
            models.UniqueConstraint(
                fields=["email"],
                name="accounts_person_email_unique",
                violation_error_message=_("Somebody already has an account with this e-mail address."),
            ),
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")),
                name="accounts_person_email_lower_case",
            ),
            models.UniqueConstraint(fields=["pseudonym"], name="accounts_person_pseudonym_unique"),
        )

    def __str__(self) -> str:
        """Say the name, or the address of a person who gave none."""
        return self.name or self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the address in its one form, whoever saves."""
        self.email = PersonManager.normalize_email(self.email)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Bring the address into its one form before the constraints are checked."""
        super().clean()
        self.email = PersonManager.normalize_email(self.email)

    def get_full_name(self) -> str:
        """Say the name where Django and Wagtail ask for it."""
        return str(self)

    def get_short_name(self) -> str:
        """Say the name where Django and Wagtail ask for a short one."""
        return str(self)


# What of a profile may be published; the name is that of the account.
PUBLISHABLE = ("name", "occupation", "place", "website", "about")


class Profile(models.Model):
    """What a person tells of themself, and which of it everybody may see: nothing, until they choose."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="profile", verbose_name=_("person"))
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    occupation = models.CharField(_("what you do"), max_length=200, blank=True)
    place = models.CharField(_("where you work"), max_length=120, blank=True)
    website = models.URLField(_("website"), blank=True)
    about = models.TextField(_("about you"), max_length=2000, blank=True)
    published = ArrayField(
        models.CharField(max_length=20), verbose_name=_("everybody may see"), default=list, blank=True
    )

    class Meta:
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")
        ordering = ("slug",)
        constraints = (
            models.CheckConstraint(
                condition=Q(published__contained_by=list(PUBLISHABLE)), name="accounts_profile_publishes_fields"
            ),
        )

    def __str__(self) -> str:
        return self.slug


class Consent(models.Model):
    """What a person agreed to: for which purpose, in which wording, from when to when."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents", verbose_name=_("person"))
    purpose = models.CharField(_("purpose"), max_length=80)
    version = models.PositiveSmallIntegerField(_("version of the wording"))
    language = models.CharField(_("language"), max_length=12)
    wording = models.TextField(_("wording"))
    given_at = models.DateTimeField(_("given"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ("given_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["person", "purpose"], condition=Q(withdrawn_at=None), name="accounts_consent_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at")),
                name="accounts_consent_withdrawn_after_given",
            ),
        )

    def __str__(self) -> str:
        return f"{self.purpose} ({self.version})"


class Erasure(models.Model):
    """A person has asked to be erased; until it is due they may think better of it."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="erasure", verbose_name=_("person"))
    asked_at = models.DateTimeField(_("asked"))
    due_at = models.DateTimeField(_("due"))

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        ordering = ("due_at", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(due_at__gte=F("asked_at")), name="accounts_erasure_due_after_asked"),
        )

    def __str__(self) -> str:
        return f"{self.due_at:%Y-%m-%d}"
