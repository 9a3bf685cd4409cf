"""The app of `jobs` as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """Work that can wait: Django's task API on procrastinate, and the outbox for mail."""

    name = "eciap.foundation.jobs"
    label = "jobs"
    verbose_name = _("Jobs")

    def ready(self) -> None:
        """Lead whoever looks after jobs and letters there, give our own letters examples, and tell those who watch."""
        from eciap.foundation.jobs import examples, queries
        from eciap.foundation.jobs.operations.letters import TRIAL
        from eciap.foundation.ui import metrics, navigation

        examples.register(TRIAL, lambda: {"jobs_url": "/jobs/", "unsubscribe_url": ""})
        navigation.register(
            "workspace",
            navigation.Item(
                _("Jobs"),
                "jobs:overview",
                order=90,
                visible=lambda request: request.user.has_perm("jobs.look_after_jobs"),
            ),
        )
        for gauge in (
            metrics.Gauge("eciap_jobs", "Jobs by queue and state.", queries.jobs_by_state, ("queue", "state")),
            metrics.Gauge(
                "eciap_jobs_longest_wait_seconds",
                "How long the job has been due that waits for longest.",
                queries.longest_wait,
                ("queue",),
            ),
            metrics.Gauge(
                "eciap_workers_alive", "Workers heard of lately.", lambda: [((), queries.workers_alive().count())]
            ),
        ):
            metrics.register(gauge)
