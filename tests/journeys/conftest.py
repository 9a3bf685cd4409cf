"""One server for all journeys of a worker, one Chromium for those of a file; every visitor is watched."""

import contextlib
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.database import database_named
from tests.journeys.browser import PATIENCE, chromium, visit
from tests.journeys.site import served

type Arrive = Callable[..., Page]


@pytest.fixture(scope="session")
def site(django_db_setup, django_db_blocker) -> Iterator[str]:
    """The address of the running platform."""
    with django_db_blocker.unblock(), served(database_named("served")) as address:
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
