"""Which routes are open without login: this list, written by hand, and no others."""

import re

import pytest
from django.test import Client

from tests.architecture.routes import Route, public_routes, routes

# In the order of what a visitor meets. A route that is not here asks for login; one that is here is open on purpose.
PUBLIC = {
    # What the platform shows
    "actions/",
    "actions/<slug:slug>/",
    "members/",
    "members/<slug:slug>/",
    "recommendations/",
    "recommendations/<slug:slug>/",
    "themes/",
    "themes/<slug:slug>/",
    "timeline/",
    "people/<slug:slug>/",  # what somebody has published of themself, field by field
    "news/",
    "publications/",
    "about/",
    "search/",
    "accessibility/",
    "privacy/",
    "legal/",
    r"^((?:[\w\-]+/)*)$",  # pages of Wagtail, the home page among them; each may be closed by itself
    # For readers of feeds and for search engines
    "news/feed/",
    "publications/feed/",
    "recommendations/feed/",
    "timeline/feed/",
    "sitemap.xml",
    "robots.txt",
    # What the log has come to, for everybody to keep
    "log/heads/",
    "log/heads.json",
    # For programs: the API, read-only
    "api/v1/",
    "api/v1/openapi.json",
    "api/v1/docs/",
    "api/v1/docs",  # leads to the one with a slash
    "api/v1/themes",
    "api/v1/themes/<slug:slug>",
    "api/v1/territories",
    "api/v1/territories/<int:edition>/<slug:code>",
    "api/v1/organisations",
    "api/v1/organisations/<slug:slug>",
    "api/v1/actions",
    "api/v1/actions/<slug:slug>",
    "api/v1/recommendations",
    "api/v1/recommendations/<slug:slug>",
    "api/v1/news",
    "api/v1/news/<slug:slug>",
    "api/v1/publications",
    "api/v1/publications/<slug:slug>",
    "^api/",  # says that there is nothing else
    # Choices that need no account
    "language/<str:code>/",
    "scheme/",
    # What pages are made of
    "favicon.svg",
    "favicon.ico",  # leads to the one above
    "marks/<str:hue>/<path:identifier>.svg",
    "marks/<str:hue>/<path:identifier>.png",
    "media/images/<path:path>",
    r"^documents/(\d+)/(.*)$",  # those that a published page links to
    # Asks the rule of each file; to strangers there is nothing
    "files/<uuid:uuid>/<str:name>",
    # Links in letters, for people without an account and for mail programs; the token says whose letters are meant
    "letters/unsubscribe/<str:token>/",
    # The way in, by allauth
    "_util/login/",  # leads to the one door
    "accounts/login/",
    "accounts/login/code/confirm/",
    "accounts/logout/",
    "accounts/signup/",
    "accounts/signup/passkey/",
    "accounts/2fa/authenticate/",  # between the password and the second factor
    "accounts/2fa/webauthn/login/",
    "accounts/2fa/webauthn/signup/",  # while signing up, after the address is confirmed
    "accounts/inactive/",
    "accounts/confirm-email/",
    "accounts/password/reset/",
    "accounts/password/reset/done/",
    r"accounts/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
    "accounts/password/reset/key/done/",
    # Closed doors that lead to the one above
    "admin/login/",
    "cms/login/",
    "^cms/password_reset/.*$",
}
# Where forms are sent; everything else that is public only reads.
WRITES = {
    "accounts/2fa/webauthn/login/",
    "accounts/2fa/webauthn/signup/",
    "accounts/2fa/authenticate/",
    "accounts/signup/passkey/",
    "letters/unsubscribe/<str:token>/",
    "scheme/",
    "accounts/login/",
    "accounts/login/code/confirm/",
    "accounts/logout/",
    "accounts/signup/",
    "accounts/inactive/",
    "accounts/confirm-email/",
    r"accounts/^confirm-email/(?P<key>[-:\w]+)/$",
    "accounts/password/reset/",
    "accounts/password/reset/done/",
    r"accounts/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
    "accounts/password/reset/key/done/",
    "admin/login/",
    "cms/login/",
    "^cms/password_reset/.*$",
}
# Wagtail's own views for its back office, which ask for login by a decorator of their own: shown below.
GUARDED_BY_WAGTAIL = {
    "cms/api/main/^documents/",
    "cms/api/main/^documents/<int:pk>/",
    "cms/api/main/^documents/find/",
    "cms/api/main/^images/",
    "cms/api/main/^images/<int:pk>/",
    "cms/api/main/^images/find/",
    "cms/api/main/^pages/",
    "cms/api/main/^pages/<int:pk>/",
    "cms/api/main/^pages/<int:pk>/action/<str:action_name>/",
    "cms/api/main/^pages/find/",
    "cms/localize/api/snippets/<slug:app_label>/<slug:model_name>/",
    "cms/localize/api/snippets/<slug:app_label>/<slug:model_name>/<str:pk>/",
    "cms/localize/translate/<int:translation_id>/overrides/<int:overridable_segment_id>/edit/",
    "cms/localize/translate/<int:translation_id>/strings/<int:string_segment_id>/edit/",
}


def _address(pattern: str) -> str:
    """An address that a route without regular expressions would match."""
    return "/" + re.sub(r"<\w+:\w+>", "1", pattern).replace("^", "")


def _closed_and_plain() -> list[Route]:
    return [route for route in routes() if not route.is_public and not re.search(r"[(\[\\$.*?]", route.pattern)]


def test_the_public_routes_are_these():
    assert set(public_routes(routes())) == PUBLIC | GUARDED_BY_WAGTAIL


def _read_only() -> list[str]:
    """Give an address of each public route that only reads."""
    plain = {
        r"^((?:[\w\-]+/)*)$": "/somewhere/",
        "^api/": "/api/nowhere",
        "media/images/<path:path>": "/media/images/a",
        r"^documents/(\d+)/(.*)$": "/documents/1/a.pdf",
        "files/<uuid:uuid>/<str:name>": "/files/0f8fad5b-d9cb-469f-a165-70867728950e/a.pdf",
    }
    return [plain.get(pattern) or _address(pattern) for pattern in sorted(PUBLIC - WRITES)]


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "FOO"])
def test_what_only_reads_says_so_to_every_other_method(method):
    """A token against forgery is asked for where something can change, and nowhere else."""
    client = Client(enforce_csrf_checks=True)
    answers = {address: client.generic(method, address) for address in _read_only()}
    refused = {address: (answer.status_code, answer.headers.get("Allow")) for address, answer in answers.items()}
    ours = dict.fromkeys(refused, (405, "GET, HEAD"))
    api = {a: (405, "GET, HEAD, OPTIONS") for a in refused if a.startswith("/api/") and "docs" not in a}
    assert refused == ours | api


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/accounts/login/", "/accounts/signup/"])
def test_a_form_without_its_token_is_refused(address):
    assert Client(enforce_csrf_checks=True).post(address).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("pattern", sorted(GUARDED_BY_WAGTAIL))
def test_what_wagtail_guards_itself_leads_strangers_to_sign_in(client, pattern):
    answer = client.get(_address(pattern))
    assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (302, "/cms/login/")


@pytest.mark.django_db
def test_every_other_route_leads_strangers_to_sign_in(client):
    answers = {route.pattern: client.get(_address(route.pattern)) for route in _closed_and_plain()}
    assert len(answers) > 100
    open_to_strangers = {
        pattern: answer.status_code
        for pattern, answer in answers.items()
        if answer.status_code != 302 or "/login/" not in answer.headers["Location"]
    }
    assert open_to_strangers == {}
