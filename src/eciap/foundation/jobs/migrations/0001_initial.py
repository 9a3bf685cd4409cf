"""Attempts at jobs."""

import django.db.models.deletion
from django.db import migrations, models

import eciap.foundation.audit.models

# procrastinate removes old jobs by SQL of its own: their attempts go with them.
CASCADE = """
ALTER TABLE jobs_attempt ADD CONSTRAINT jobs_attempt_of_a_job
    FOREIGN KEY (job_id) REFERENCES procrastinate_jobs (id) ON DELETE CASCADE;
"""


class Migration(migrations.Migration):
    """Make the table of attempts."""

    initial = True
    dependencies = [("procrastinate", "0041_post_retry_failed_job")]
    operations = [
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("worker", models.CharField(max_length=200, verbose_name="worker")),
                (
                    "started_at",
                    models.DateTimeField(
                        db_default=eciap.foundation.audit.models.ClockTimestamp(),
                        editable=False,
                        verbose_name="started",
                    ),
                ),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="finished")),
                ("value", models.JSONField(blank=True, null=True, verbose_name="value returned")),
                ("error", models.CharField(blank=True, max_length=255, verbose_name="exception")),
                ("traceback", models.TextField(blank=True, verbose_name="traceback")),
                (
                    "job",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="attempts_made",
                        to="procrastinate.procrastinatejob",
                        verbose_name="job",
                    ),
                ),
            ],
            options={
                "verbose_name": "attempt at a job",
                "verbose_name_plural": "attempts at jobs",
                "ordering": ("job", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("error", ""), ("finished_at__isnull", False), _connector="OR"),
                        name="jobs_attempt_error_ends_it",
                    )
                ],
            },
        ),
        migrations.RunSQL(CASCADE, migrations.RunSQL.noop),
    ]
