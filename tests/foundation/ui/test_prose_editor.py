"""The editor of rich text: what goes in comes out again."""

import json

import pytest
from wagtail.admin.forms.models import formfield_for_dbfield

from eciap.foundation.ui.richtext import RichTextField, sanitised
from eciap.foundation.ui.viewsets.prose import ProseEditor

RECORD = "0f8fad5b-d9cb-469f-a165-70867728950e"


def written(html):
    """What is kept when an editor opens this text and saves it as it is."""
    editor = ProseEditor()
    return sanitised(editor.value_from_datadict({"body": editor.format_value(html)}, {}, "body"))


def test_the_form_field_of_rich_text_is_the_editor():
    assert isinstance(formfield_for_dbfield(RichTextField()).widget, ProseEditor)


def test_a_citation_is_shown_as_a_link_and_kept_as_a_citation():
    html = f'<p>See <a data-record="{RECORD}" rel="noopener">the action</a>.</p>'
    shown = json.loads(ProseEditor().format_value(html))
    assert [entity["data"] for entity in shown["entityMap"].values()] == [{"url": f"/record/{RECORD}/"}]
    assert f'<a data-record="{RECORD}" rel="noopener">the action</a>' in written(html)


@pytest.mark.parametrize("address", [f"/record/{RECORD}/", f"https://eciap.example/record/{RECORD}"])
def test_a_link_to_a_record_becomes_a_citation(address):
    assert f'<a data-record="{RECORD}" rel="noopener">a</a>' in written(f'<p><a href="{address}">a</a></p>')


@pytest.mark.parametrize(
    "kept",
    [
        "<h2",
        "<b>strong</b>",
        "<i>stress</i>",
        "<li",
        "<blockquote",
        '<a href="https://example.eu" rel="noopener">elsewhere</a>',
    ],
)
def test_what_rich_text_may_hold_survives_the_editor(kept):
    html = (
        "<h2>Heading</h2><p><b>strong</b> and <i>stress</i></p><ul><li>one</li></ul>"
        '<blockquote>said</blockquote><p><a href="https://example.eu">elsewhere</a></p>'
    )
    assert kept in written(html)


def test_nothing_stays_nothing():
    editor = ProseEditor()
    assert editor.value_from_datadict({}, {}, "body") is None
    assert json.loads(editor.format_value(None))["blocks"][0]["text"] == ""
