"""The test databases themselves: rolled back or renewed, a test never sees what another left."""

import pytest
from django.db import connection


@pytest.mark.django_db(transaction=True)
def test_what_a_test_commits_is_gone_afterwards():
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE committed (id int)")
