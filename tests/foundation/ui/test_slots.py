"""Places on a page that higher floors fill."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.html import format_html
from django.utils.safestring import SafeString

from eciap.foundation.ui.slots import Registry, UnsafeSlot

REQUEST = RequestFactory().get("/")


@pytest.fixture
def registry():
    return Registry()


def test_a_provider_is_called_once_with_all_ids_of_the_page(registry):
    calls = []

    def practices(ids, request):
        calls.append((ids, request))
        return {2: format_html("<p>{}</p>", "two & more")}

    registry.register("alliance.action", "practices", practices)
    assert registry.fill("alliance.action", (1, 2, 3), REQUEST) == {1: [], 2: ["<p>two &amp; more</p>"], 3: []}
    assert calls == [([1, 2, 3], REQUEST)]


def test_providers_follow_their_order_then_their_name(registry):
    for name, order in (("b", 1), ("c", 0), ("a", 1)):
        registry.register(
            "place", name, lambda ids, request, name=name: {1: SafeString(name)} if ids else {}, order=order
        )
    assert registry.fill("place", [1], REQUEST) == {1: ["c", "a", "b"]}


def test_what_was_not_asked_for_is_left_out(registry):
    registry.register("place", "leak", lambda ids, request: {9: SafeString("secret")})
    assert registry.fill("place", [1], REQUEST) == {1: []}


def test_a_page_without_things_asks_nobody(registry):
    registry.register("place", "never", lambda ids, request: pytest.fail("was called"))
    assert registry.fill("place", [], REQUEST) == {}


def test_a_place_nobody_fills_is_empty(registry):
    assert registry.fill("nowhere", [1], REQUEST) == {1: []}


def test_text_that_is_not_marked_safe_is_refused(registry):
    registry.register("place", "raw", lambda ids, request: {1: "<script>"})
    with pytest.raises(UnsafeSlot, match="place: raw answered with str"):
        registry.fill("place", [1], REQUEST)


def test_the_same_name_again_replaces_the_provider(registry):
    registry.register("place", "one", lambda ids, request: {1: SafeString("old")})
    registry.register("place", "one", lambda ids, request: {1: SafeString("new")})
    assert registry.fill("place", [1], REQUEST) == {1: ["new"]}


def test_the_tag_shows_what_was_filled():
    template = Template("{% load ui %}[{% slot filled 1 %}|{% slot filled 2 %}]")
    assert template.render(Context({"filled": {1: [SafeString("<b>a</b>"), SafeString("c")]}})) == "[<b>a</b>c|]"
