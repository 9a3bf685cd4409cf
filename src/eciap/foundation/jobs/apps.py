"""The app of `jobs` as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """Work that can wait: Django's task API on procrastinate, and the outbox for mail."""

    name = "eciap.foundation.jobs"
    label = "jobs"
    verbose_name = _("Jobs")

    def ready(self) -> None:
        """Tell those who watch how the queue stands."""
        from eciap.foundation.jobs import queries
        from eciap.foundation.ui.metrics import Gauge, register

        register(Gauge("eciap_jobs", "Jobs by queue and state.", queries.jobs_by_state, ("queue", "state")))
        register(
            Gauge(
                "eciap_jobs_longest_wait_seconds",
                "How long the job has been due that waits for longest.",
                queries.longest_wait,
                ("queue",),
            )
        )
        register(
            Gauge("eciap_workers_alive", "Workers heard of lately.", lambda: [((), queries.workers_alive().count())])
        )
