"""The test databases themselves: rolled back or renewed, a test never sees what another left."""

import pytest
from django.db import connection


@pytest.mark.parametrize("turn", [1, 2])
@pytest.mark.django_db(transaction=True)
def test_what_a_test_commits_is_gone_afterwards(turn):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE committed (id int)")  # the second turn would fail
    assert "committed" in connection.introspection.table_names()
