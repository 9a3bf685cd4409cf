"""Attempts at jobs, which procrastinate does not keep; the outbox: letters, and who is not to get which."""

from email import message_from_bytes, policy
from email.message import EmailMessage

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django.models import ProcrastinateJob

from eciap.foundation.audit.models import ClockTimestamp
from eciap.foundation.jobs.enums import LetterState, Obstacle


class Attempt(models.Model):
    """One run of a job by one worker; unfinished while it runs, and for good when its worker was killed."""

    # The constraint, with its ON DELETE CASCADE, is in the migration: procrastinate removes old jobs by SQL of its own,
    # and Django does not let a key cascade in the database towards a model that has other keys of Django's.
    job = models.ForeignKey(
        ProcrastinateJob,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="attempts_made",
        verbose_name=_("job"),
    )
    worker = models.CharField(_("worker"), max_length=200)
    started_at = models.DateTimeField(_("started"), db_default=ClockTimestamp(), editable=False)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    value = models.JSONField(_("value returned"), null=True, blank=True)
    error = models.CharField(_("exception"), max_length=255, blank=True)
    traceback = models.TextField(_("traceback"), blank=True)

    class Meta:
        verbose_name = _("attempt at a job")
        verbose_name_plural = _("attempts at jobs")
        ordering = ("job", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(error="") | models.Q(finished_at__isnull=False),
                name="jobs_attempt_error_ends_it",
            ),
        )

    def __str__(self) -> str:
        return f"{self.job_id} · {self.worker}"


class Letter(models.Model):
    """A letter to one address, sealed when it is written: whenever it is sent, the same bytes go out."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        related_query_name="jobs_letter",
        verbose_name=_("person"),
    )
    address = models.CharField(_("address"), max_length=320)
    language = models.CharField(_("language"), max_length=12)
    # Empty: written by a library that hands over finished words.
    template = models.CharField(_("template"), max_length=200, blank=True)
    purpose = models.CharField(_("purpose"), max_length=40)
    message_id = models.CharField(_("Message-ID"), max_length=250)
    subject = models.TextField(_("subject"))
    source = models.BinaryField(_("source"))
    state = models.CharField(_("state"), max_length=12, choices=LetterState, default=LetterState.WAITING)
    reason = models.TextField(_("reason"), blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    posted_at = models.DateTimeField(_("written"), db_default=Now(), editable=False)
    due_at = models.DateTimeField(_("due"), db_default=Now())
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    # No key: jobs are forgotten sooner than letters, and whoever looks wants only to know whether it still lives.
    job_id = models.BigIntegerField(_("job"), null=True, blank=True)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(fields=["message_id", "address"], name="jobs_letter_once_to_each"),
            models.CheckConstraint(condition=Q(state__in=LetterState.values), name="jobs_letter_state_known"),
            models.CheckConstraint(condition=~Q(address="") & ~Q(purpose=""), name="jobs_letter_addressed"),
        )
        indexes = (
            models.Index(fields=["due_at"], name="jobs_letter_due", condition=Q(state=LetterState.WAITING)),
            models.Index(fields=["state", "-id"], name="jobs_letter_state"),
        )

    def __str__(self) -> str:
        return f"{self.subject} ({self.pk})"

    @property
    def facts(self) -> dict[str, str | int]:
        """What the log says of a letter; nobody's name or address is among it."""
        return {"letter": self.pk, "purpose": self.purpose, "template": self.template}

    @property
    def why(self) -> str:
        """Why it was not sent: an obstacle in words, or what the mail server answered."""
        return str(Obstacle(self.reason).label) if self.reason in Obstacle.values else self.reason

    @property
    def message(self) -> EmailMessage:
        """The letter as it is read: headers, and a body for each of its forms."""
        return message_from_bytes(bytes(self.source), policy=policy.default)

    @property
    def text(self) -> str:
        """The words as plain text."""
        body = self.message.get_body(("plain",))
        return str(body.get_content()) if body else ""


class Undeliverable(models.Model):
    """An address from which letters come back for good; nothing is sent there until somebody restores it."""

    address = models.CharField(_("address"), max_length=320)
    status = models.CharField(_("status"), max_length=20)
    reason = models.TextField(_("reason"), blank=True)
    since = models.DateTimeField(_("since"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("undeliverable address")
        verbose_name_plural = _("undeliverable addresses")
        ordering = ("-since", "-id")
        constraints = (
            models.UniqueConstraint(fields=["address"], name="jobs_undeliverable_once"),
            models.CheckConstraint(condition=Q(address=Lower("address")), name="jobs_undeliverable_lower_case"),
        )

    def __str__(self) -> str:
        return f"{self.address} · {self.status}"


class Unsubscription(models.Model):
    """Letters of one purpose that a person, or an address without an account, does not want."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        related_query_name="jobs_unsubscription",
        verbose_name=_("person"),
    )
    address = models.CharField(_("address"), max_length=320, blank=True)
    purpose = models.CharField(_("purpose"), max_length=40)
    at = models.DateTimeField(_("at"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("unsubscription")
        verbose_name_plural = _("unsubscriptions")
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(person=None) ^ Q(address=""), name="jobs_unsubscription_of_person_or_address"
            ),
            models.CheckConstraint(condition=Q(address=Lower("address")), name="jobs_unsubscription_lower_case"),
            models.UniqueConstraint(
                fields=["person", "address", "purpose"], nulls_distinct=False, name="jobs_unsubscription_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.purpose} ({self.pk})"
