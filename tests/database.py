"""The test databases: each worker copies a migrated template, and so does each test that commits."""

import os
import socket
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from django.test import TransactionTestCase

from eciap.config import local_postgres, template_database

ROOT = Path(__file__).resolve().parents[1]
PREFIX = f"test_eciap_{socket.gethostname().lower()[:20]}_"


def pytest_configure(config: pytest.Config) -> None:
    """Give the run a name that its xdist workers inherit."""
    os.environ.setdefault("ECIAP_TEST_RUN", str(os.getpid()))


def database_named(purpose: str) -> str:
    """Name a database of this run and this worker."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    return f"{PREFIX}{os.environ['ECIAP_TEST_RUN']}_{worker}_{purpose}"


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker) -> Iterator[None]:
    """Replace pytest-django's way of making test databases by copies of a template."""
    from django.conf import settings
    from django.db import connection

    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    with ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())
        ours = not settings.ENV.database_url
        if ours:
            stack.enter_context(local_postgres.in_use(settings.ENV.var))
            connection.settings_dict |= local_postgres.address(settings.ENV.var)
        database = TestDatabase(f"{PREFIX}{os.environ['ECIAP_TEST_RUN']}_{worker}", ours=ours)
        stack.callback(database.remove)
        database.renew()
        stack.enter_context(pytest.MonkeyPatch.context()).setattr(
            TransactionTestCase, "_fixture_teardown", lambda case: database.renew()
        )
        stack.enter_context(template_database.pointed_at(database.name))
        yield


class TestDatabase:
    """The database of one worker.

    A test that commits gets a new copy afterwards, where Django would empty every table: the append-only log refuses
    to be emptied, and what migrations wrote would be lost with it.
    """

    __test__ = False

    def __init__(self, name: str, *, ours: bool) -> None:
        from django.db import connection

        self.name = name
        self.address = dict(connection.settings_dict)
        mark = template_database.fingerprint(ROOT)
        self.template = template_database.template(self.address, mark)
        if ours:
            template_database.drop_other_templates(self.address, mark)
            self._drop_left_over()

    def renew(self) -> None:
        from django.db import connections

        connections.close_all()
        with template_database.connect(self.address) as server:
            template_database.drop(server, self.name)
            template_database.copy(server, self.template, self.name)
            # Nobody mourns a test's data after a power cut, so no commit waits for the disk.
            server.execute(f'ALTER DATABASE "{self.name}" SET synchronous_commit TO off')

    def remove(self) -> None:
        from django.db import connections

        connections.close_all()
        with template_database.connect(self.address) as server:
            template_database.drop(server, self.name)

    def _drop_left_over(self) -> None:
        """Drop what killed runs left on our own server."""
        with template_database.connect(self.address) as server:
            command = "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"
            for (name,) in server.execute(command, [PREFIX]).fetchall():
                run = name.removeprefix(PREFIX).split("_")[0]
                with suppress(PermissionError):  # alive, under another account
                    try:
                        os.kill(int(run), 0)
                    except ProcessLookupError:
                        template_database.drop(server, name)
