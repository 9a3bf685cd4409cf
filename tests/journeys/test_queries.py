"""Every public page with the real content: it answers, asks the database little, and shows no loose ends."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from eciap.config import template_database
from tests.database import database_named
from tests.journeys.addresses import KINDS, in_french, listed
from tests.journeys.site import copied

MOST = 20
LOOSE_END = re.compile(r"\{\{|\{%|%\(\w+\)|\b(?:None|True|False|nan|undefined)\b|\[object|&amp;(?:amp|lt|gt|quot|#)")
# None as an English word, in a sentence.
SAID = re.compile(r"None (?:of|are|is|has|was)\b")
# A browser ends the paragraph where a block begins in it, and what follows falls out of place.
BLOCK_IN_PARAGRAPH = re.compile(r"<p\b[^>]*>(?:(?!</p>).)*?<(?:div|ul|ol|dl|p|table|section)\b[^>]{0,60}", re.DOTALL)
NOT_SEEN = re.compile(r"<script\b.*?</script>|<[^>]*>", re.DOTALL)


@pytest.fixture(scope="module")
def content(django_db_setup, django_db_blocker):
    name = database_named("content")
    with django_db_blocker.unblock(), copied(name), template_database.pointed_at(name):
        yield


def look_at(path: str) -> dict[str, object]:
    """Tell what is wrong with a page, and nothing where all is well."""
    with CaptureQueriesContext(connection) as asked:
        answer = Client(raise_request_exception=False).get(path)
    if answer.exc_info:
        return {"error": str(answer.exc_info[1])}
    html = answer.content.decode()
    seen = NOT_SEEN.sub("\n", SAID.sub("", html))
    wrong = {
        "blocks in paragraphs": BLOCK_IN_PARAGRAPH.findall(html),
        "status": answer.status_code if answer.status_code != 200 else None,
        "queries": len(asked) if len(asked) > MOST else None,
        "loose ends": sorted({line.strip() for line in seen.splitlines() if LOOSE_END.search(line)}),
    }
    return {name: found for name, found in wrong.items() if found}


def pages_to_look_at() -> list[str]:
    public = listed(Client().get("/sitemap.xml").content.decode())
    others = [path for path in KINDS if not path.startswith(("/demo/", "/no-such-page/"))]
    return list(dict.fromkeys([*public, *others, *(in_french(path) for path in others if "/accounts/" not in path)]))


def test_every_public_page_is_whole_and_asks_little(content):
    paths = pages_to_look_at()
    assert len(paths) > 150
    found = {path: wrong for path in paths if (wrong := look_at(path))}
    assert found == {}


def test_each_page_is_listed_in_both_languages(content):
    public = set(listed(Client().get("/sitemap.xml").content.decode()))
    english = {path for path in public if not path.startswith("/fr/")}
    assert {in_french(path) for path in english} == public - english
