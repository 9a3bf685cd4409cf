"""A visitor who uses no mouse finds a concrete action from the home page."""

import pytest

pytestmark = pytest.mark.browser


def test_start(arrive):
    page = arrive()
    page.goto("/")
    assert page.title()
