"""The app of `jobs` as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """Work that can wait: Django's task API on procrastinate, and the outbox for mail."""

    name = "eciap.foundation.jobs"
    label = "jobs"
    verbose_name = _("Jobs")

    def ready(self) -> None:
        """Give whoever looks after jobs and letters the way there, and our own letters their examples."""
        from eciap.foundation.jobs import examples
        from eciap.foundation.jobs.operations.letters import TRIAL
        from eciap.foundation.ui import navigation

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
