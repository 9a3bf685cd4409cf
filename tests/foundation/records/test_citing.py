"""Citing a record in the editor: chosen in a window, kept by its uuid, shown to readers where it lies now."""

import json

import pytest
from wagtail.rich_text import RichText, expand_db_html

from eciap.foundation.records.models import Record
from eciap.foundation.ui.richtext import rendered, sanitised
from eciap.foundation.ui.viewsets.prose import ProseEditor

pytestmark = pytest.mark.django_db
GONE = "0f8fad5b-d9cb-469f-a165-70867728950e"


@pytest.fixture
def pilot():
    return Record.objects.create(kind="action", title="Pilot", titles={"en": "Pilot"}, address="/actions/pilot/")


def opened(html):
    """What the editor is given: its entities with what they know, and the words."""
    state = json.loads(ProseEditor().format_value(html))
    entities = [(entity["type"], entity["data"]) for entity in state["entityMap"].values()]
    return entities, [block["text"] for block in state["blocks"]]


def saved(html):
    """What is kept when an editor opens this text and saves it as it is."""
    editor = ProseEditor()
    return sanitised(editor.value_from_datadict({"body": editor.format_value(html)}, {}, "body"))


def test_an_editor_sees_a_citation_by_the_title_of_its_record(pilot):
    html = f'<p>See <a data-record="{pilot.pk}" rel="noopener">the action</a>.</p>'
    assert opened(html) == ([("RECORD", {"id": str(pilot.pk), "title": "Pilot"})], ["See the action."])
    assert f'<a data-record="{pilot.pk}" rel="noopener">the action</a>' in saved(html)


def test_a_citation_of_what_is_gone_is_kept_and_says_so():
    html = f'<p><a data-record="{GONE}">the action</a></p>'
    assert opened(html) == ([("RECORD", {"id": GONE, "title": "no longer there"})], ["the action"])
    assert f'<a data-record="{GONE}" rel="noopener">the action</a>' in saved(html)


def test_a_page_keeps_a_citation_as_wagtail_does_and_shows_where_its_record_lies(pilot):
    kept = f'<p>See <a linktype="record" id="{pilot.pk}">the action</a>.</p>'
    link = '<a class="citation" href="/actions/pilot/" title="Pilot">the action</a>'
    assert rendered(str(RichText(kept))) == f"<p>See {link}.</p>"


@pytest.mark.parametrize("wrong", ['id="7"', 'id="zz"', ""])
def test_a_link_to_no_record_loses_its_link(wrong):
    html = f'<p><a linktype="record" {wrong}>words</a></p>'
    assert expand_db_html(html) == "<p><a>words</a></p>"
    assert opened(html)[0][0][1]["title"] == "no longer there"
