"""What the index of the search does by the clock."""

from __future__ import annotations

from django.tasks import task

from eciap.foundation.jobs.registry import periodic
from eciap.foundation.records import operations

AT_ONCE = 500


@periodic("* * * * *")
@task(priority=-10)
def learn_meanings() -> int:
    """Note what entries mean that were written since."""
    learnt = operations.learn_meanings(most=AT_ONCE)
    total = learnt
    while learnt == AT_ONCE:
        learnt = operations.learn_meanings(most=AT_ONCE)
        total += learnt
    return total
