"""Which routes are open without login: this list, written by hand, and no others."""

from tests.architecture.routes import public_routes, routes


def test_the_public_routes_are_these():
    assert public_routes(routes()) == []
