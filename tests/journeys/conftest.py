"""One server and one Chromium for all journeys; every visitor is watched."""

import contextlib
import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.database import PREFIX
from tests.journeys.browser import PATIENCE, chromium, visit
from tests.journeys.site import served

type Arrive = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep all journeys in one worker, so that there is one server and one Chromium."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def site(django_db_setup, django_db_blocker) -> Iterator[str]:
    """The address of the running platform."""
    with django_db_blocker.unblock(), served(f"{PREFIX}{os.environ['ECIAP_TEST_RUN']}_served") as address:
        yield address


# For a module and no longer: while Playwright runs, Django takes the thread for an asynchronous one.
@pytest.fixture(scope="module")
def browser(site) -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with chromium() as started:
        yield started


@pytest.fixture
def arrive(browser, site) -> Iterator[Arrive]:
    """Let a visitor arrive, as often as the story needs; afterwards nothing may have been said behind the scenes."""
    with contextlib.ExitStack() as stack:
        visits = []

        def arrived(**manners) -> Page:
            page, heard = stack.enter_context(visit(browser, site, **manners))
            visits.append(heard)
            return page

        yield arrived
        assert [said for heard in visits for said in heard.said] == []
