"""Menus that contexts fill."""

import pytest
from django.test import RequestFactory
from django.utils import translation

from eciap.foundation.ui.navigation import Item, Registry, UnknownMenu

URLS = "tests.foundation.ui.urls"
pytestmark = pytest.mark.urls(URLS)


@pytest.fixture
def registry():
    return Registry()


def shown(registry, path="/", menu="main"):
    return [(entry.label, entry.url, entry.is_here) for entry in registry.entries(menu, RequestFactory().get(path))]


def test_entries_come_in_their_order_with_their_addresses(registry):
    registry.register("main", Item("Members", "members", 20), Item("Actions", "actions", 10))
    assert shown(registry) == [("Actions", "/actions/", False), ("Members", "/members/", False)]


def test_an_entry_is_shown_to_those_who_may_see_it(registry):
    registry.register("main", Item("Desk", "members", visible=lambda request: request.path == "/inside/"))
    assert shown(registry) == []
    assert shown(registry, "/inside/") == [("Desk", "/members/", False)]


def test_the_page_and_the_pages_below_it_mark_their_entry(registry):
    registry.register("main", Item("Front", "front", 1), Item("Actions", "actions", 2))
    assert shown(registry, "/") == [("Front", "/", True), ("Actions", "/actions/", False)]
    assert shown(registry, "/actions/vinci/") == [("Front", "/", False), ("Actions", "/actions/", True)]


def test_the_address_follows_the_language(registry):
    registry.register("main", Item("Actions", "actions"))
    assert shown(registry)[0][1] == "/actions/"
    with translation.override("fr"):
        assert shown(registry)[0][1] == "/fr/actions/"


def test_the_front_page_of_a_language_is_no_parent_of_its_pages(registry):
    registry.register("main", Item("Front", "front"))
    with translation.override("fr"):
        assert shown(registry, "/fr/actions/") == [("Front", "/fr/", False)]
        assert shown(registry, "/fr/") == [("Front", "/fr/", True)]


def test_registering_twice_changes_nothing(registry):
    for _ in range(2):
        registry.register("footer", Item("Privacy", "members"))
    assert shown(registry, menu="footer") == [("Privacy", "/members/", False)]


def test_an_unknown_menu_is_a_mistake(registry):
    with pytest.raises(UnknownMenu):
        registry.register("sidebar", Item("Actions", "actions"))
    with pytest.raises(UnknownMenu):
        registry.entries("sidebar", RequestFactory().get("/"))
