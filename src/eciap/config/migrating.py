"""Django's `migrate`, which tells after each migration how many of how many are done."""

from collections.abc import Callable
from typing import Any

from django.core.management.commands import migrate
from django.db.models.signals import pre_migrate

type Progress = Callable[[int, int], None]


class Command(migrate.Command):
    """Migrates, and tells."""

    def __init__(self, progress: Progress) -> None:
        """Tell it to `progress`, as done and number."""
        super().__init__()
        self.progress = progress
        self.number = 0
        self.done = 0
        pre_migrate.connect(self._plan)  # Django hands out what it is going to do in no other way

    def _plan(self, plan: list[Any], **_given: Any) -> None:
        self.number = len(plan)

    def migration_progress_callback(self, action: str, _migration: Any = None, fake: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's own signature
        """Count what is done."""
        if action == "apply_success":
            self.done += 1
            self.progress(self.done, self.number)
