"""Login is required everywhere but on the routes that stand here; links in templates run down the floors."""

from types import ModuleType

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import include, path

from tests.architecture import toys
from tests.architecture.links import links_that_point_up, owners_of, templates_of_other_contexts
from tests.architecture.routes import public_routes, routes
from tests.architecture.source import templates


@login_not_required
def open_view(_request):
    return HttpResponse()


def closed_view(_request):
    return HttpResponse()


@pytest.fixture
def toy_urls():
    urls = ModuleType("toy_urls")
    inner = ([path("open/", open_view, name="open"), path("closed/", closed_view, name="closed")], "toys")
    urls.urlpatterns = [path("toys/", include(inner)), path("<int:number>/", closed_view)]
    return urls


def test_links_of_ours_point_down():
    assert links_that_point_up(templates(), owners_of(routes())) == []


def test_templates_of_ours_keep_to_their_context():
    assert templates_of_other_contexts(templates()) == []


def test_an_open_route_is_noticed(toy_urls):
    assert public_routes(routes(toy_urls)) == ["toys/open/"]


def test_routes_have_their_full_names(toy_urls):
    assert [route.name for route in routes(toy_urls)] == ["toys:open", "toys:closed", ""]


@pytest.mark.parametrize("tag", ["{% url 'roadmaps:list' %}", '{%- url "roadmaps:list" page=1 as next %}'])
def test_a_link_that_points_up_is_noticed(tmp_path, tag):
    files = {
        "eciap/alliance/templates/alliance/member.html": tag,
        "eciap/roadmaps/templates/roadmaps/list.html": "{% url 'alliance:members' %}{% url 'roadmaps:list' %}",
    }
    house = toys.build(tmp_path, files)
    owners = {"roadmaps:list": "roadmaps", "alliance:members": "alliance"}
    assert links_that_point_up(templates(house), owners, house) == [
        f"{house}/eciap/alliance/templates/alliance/member.html links up to roadmaps:list"
    ]


def test_a_template_of_another_context_is_noticed(tmp_path):
    files = {
        "eciap/roadmaps/templates/roadmaps/list.html": '{% extends "ui/base.html" %}{% include "alliance/_row.html" %}',
        "eciap/foundation/ui/templates/ui/base.html": '{% include "records/strip.html" %}',
        "eciap/foundation/records/templates/records/strip.html": '{% include "ui/mark.html" %}',
    }
    house = toys.build(tmp_path, files)
    assert templates_of_other_contexts(templates(house), house) == [
        f"{house}/eciap/foundation/ui/templates/ui/base.html takes a template of records",
        f"{house}/eciap/roadmaps/templates/roadmaps/list.html takes a template of alliance",
    ]
