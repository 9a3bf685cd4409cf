"""What all tests share."""

from collections.abc import Iterator

import pytest
from django.core.cache import caches

pytest_plugins = ["tests.database", "tests.strict", "tests.due_jobs"]


@pytest.fixture(autouse=True)
def forgotten_name() -> Iterator[None]:
    """What the site is called in one story is not remembered in the next."""
    yield
    caches["memory"].clear()
