"""What procrastinate does not keep: each attempt at a job, by whom, and what came of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django.models import ProcrastinateJob

from eciap.foundation.audit.models import ClockTimestamp


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
