"""The app of `jobs` as Django knows it."""

from __future__ import annotations

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
        """Say what jobs hold of a person."""
        from eciap.foundation.accounts.registry import mydata
        from eciap.foundation.jobs import operations, queries

        def erase(person: Person) -> None:
            operations.forget_person(person=person)

        mydata.register(
            "jobs", mydata.Part(_("What was done in the background"), queries.jobs_of, queries.fate_of_jobs, erase)
        )
