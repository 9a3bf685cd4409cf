"""A list costs as many queries with thirty rows as with one, and none more than twenty."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api import world

LISTS = ["themes", "territories", "organisations", "actions", "recommendations", "news", "publications"]
WHOLE = [
    "themes/vouchers",
    "territories/2024/AT",
    "organisations/aws",
    "actions/vinci",
    "recommendations/recommendation-1",
    "news/launch",
    "publications/paper",
]


def _cost(client, address):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/api/v1/{address}").status_code == 200
    return len(asked)


def test_a_list_costs_the_same_with_one_row_and_with_thirty(client, theme):
    few = {name: _cost(client, name) for name in LISTS}
    world.many_more(theme)
    many = {name: _cost(client, name) for name in LISTS}

    assert many == few
    assert max(many.values()) <= 20


@pytest.mark.parametrize("address", WHOLE)
def test_a_resource_costs_at_most_twenty_queries(client, theme, address):
    assert _cost(client, address) <= 20
