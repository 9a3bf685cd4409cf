"""What the portal does by the clock."""

from __future__ import annotations

from django.core.management import call_command
from django.tasks import task

from eciap.foundation.jobs.registry import periodic


@periodic("* * * * *")
@task
def publish_scheduled() -> None:
    """Publish the pages whose time has come, and withdraw those whose time is over."""
    call_command("publish_scheduled", verbosity=0)
