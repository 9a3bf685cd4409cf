"""The app of `jobs` as Django knows it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from eciap.foundation.accounts.models import Person


class JobsConfig(AppConfig):
    """Work that can wait: Django's task API on procrastinate, and the outbox for mail."""

    name = "eciap.foundation.jobs"
    label = "jobs"
    verbose_name = _("Jobs")

    def ready(self) -> None:
        """Lead whoever looks after jobs and letters there; tell those who watch; say what is held of a person."""
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
        self._tell_those_who_watch()
        self._say_what_is_held()

    def _tell_those_who_watch(self) -> None:
        from eciap.foundation.jobs import queries
        from eciap.foundation.ui import metrics

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

    def _say_what_is_held(self) -> None:
        from django.conf import settings

        from eciap.foundation.accounts.registry import mydata
        from eciap.foundation.jobs import operations, queries

        def strike_out(person: Person) -> None:
            operations.forget_person(person=person)

        def letters_of(person: Person) -> mydata.Holding:
            return queries.letters_of(person, box=Path(settings.POST_BOX))

        def burn(person: Person) -> None:
            operations.burn_letters(person=person, box=Path(settings.POST_BOX))

        jobs = mydata.Part(_("What was done in the background"), queries.jobs_of, queries.fate_of_jobs, strike_out)
        letters = mydata.Part(_("Letters"), letters_of, queries.fate_of_letters, burn)
        mydata.register("jobs", jobs)
        mydata.register("letters", letters)
