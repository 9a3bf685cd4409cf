"""Two questions that machines ask: whether this process answers, and whether it can work."""

from contextlib import suppress
from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from eciap.foundation.jobs.queries import workers_alive
from eciap.foundation.ui.reading import public_page


@public_page
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer while the process lives; the database is not asked, lest a restart be ordered for its sake."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@public_page
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Say whether requests and jobs can be served: the database answers, is migrated, and a worker is alive."""
    found = {"database": False, "migrations": False, "worker": False}
    with suppress(DatabaseError):
        connection.ensure_connection()
        found["database"] = True
        found["migrations"] = is_migrated()
        found["worker"] = workers_alive().exists()
    return JsonResponse(found, status=200 if all(found.values()) else 503)


def is_migrated() -> bool:
    """Whether the database is where the code is; looked up until it is so, and then remembered."""
    with suppress(MigrationsWaiting):
        return _look_for_migrations()
    return False


class MigrationsWaiting(Exception):
    """Raised when the code is ahead of the database."""


@cache  # an exception is not remembered
def _look_for_migrations() -> bool:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise MigrationsWaiting
    return True
