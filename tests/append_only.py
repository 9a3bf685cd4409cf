"""Lets a test that commits clean up after itself, although the log refuses TRUNCATE.

Loaded by `tests/conftest.py`. Django empties the tables after such a test through one method of its backend. Here, and
only here, that method takes the log's trigger off and puts it back within its one transaction, as the owner of the
table may: the platform itself holds no switch, no setting and no role that would open the log, and no other session
ever sees it open. procrastinate's tables are emptied with the rest, which Django does not do because it does not
manage them.
"""

import pytest
from django.db.backends.postgresql.operations import DatabaseOperations

OPEN = "ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_no_truncate"
CLOSE = "ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER audit_entry_no_truncate"
QUEUE = "TRUNCATE procrastinate_jobs, procrastinate_workers, procrastinate_periodic_defers CASCADE"


@pytest.fixture(autouse=True, scope="session")
def flush_of_the_log():
    flush = DatabaseOperations.execute_sql_flush

    def open_and_flush(self, sql_list):
        flush(self, [OPEN, *sql_list, QUEUE, CLOSE] if sql_list else [])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", open_and_flush)
        yield
