"""What a first visit costs over the wire: few requests, few bytes."""

import pytest

from tests.journeys.addresses import ACTION, ARTICLE, HOME, MEMBERS, SEARCH, THEME

pytestmark = pytest.mark.browser

HEAVIEST, MOST = 120_000, 12


@pytest.mark.parametrize("path", [HOME, THEME, ACTION, MEMBERS, SEARCH, ARTICLE])
def test_a_first_visit_is_light(arrive, path, record_property):
    page = arrive()
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    weights = []
    wire.on("Network.loadingFinished", lambda loaded: weights.append(int(loaded["encodedDataLength"])))
    page.goto(path, wait_until="networkidle")
    record_property("bytes", sum(weights))
    record_property("requests", len(weights))
    assert (sum(weights) <= HEAVIEST, len(weights) <= MOST, weights) == (True, True, weights)
