"""The ground that benchmarks stand on: a database of their own on the embedded server, dropped afterwards."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@contextmanager
def scratch_database(name: str) -> Iterator[None]:
    """Set Django up on a new, migrated database, and drop it in the end."""
    sys.path.insert(0, str(ROOT / "src"))
    os.environ["ECIAP_MODE"] = "test"
    os.environ["DJANGO_SETTINGS_MODULE"] = "eciap.config.settings"

    from eciap.config import env, local_postgres

    with local_postgres.in_use(env.read().var):
        import django
        from django.conf import settings
        from django.core.management import call_command
        from django.db import connection

        settings.DATABASES["default"]["NAME"] = "postgres"
        django.setup()
        scratch = connection.ops.quote_name(f"bench_{name}_{os.getpid()}")
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {scratch}")
        try:
            _use(connection, scratch.strip('"'))
            call_command("migrate", verbosity=0, skip_checks=True)
            yield
        finally:
            _use(connection, "postgres")
            with connection.cursor() as cursor:
                cursor.execute(f"DROP DATABASE {scratch} WITH (FORCE)")


def _use(connection: object, name: str) -> None:
    connection.close()  # type: ignore[attr-defined]
    connection.settings_dict["NAME"] = name  # type: ignore[attr-defined]
