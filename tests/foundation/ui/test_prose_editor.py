"""The editor of rich text: what goes in comes out again."""

import json

import pytest
from wagtail.admin.forms.models import formfield_for_dbfield

from eciap.foundation.ui.richtext import RichTextField, sanitised
from eciap.foundation.ui.viewsets.prose import ProseEditor


def written(html):
    """What is kept when an editor opens this text and saves it as it is."""
    editor = ProseEditor()
    return sanitised(editor.value_from_datadict({"body": editor.format_value(html)}, {}, "body"))


def test_the_form_field_of_rich_text_is_the_editor():
    assert isinstance(formfield_for_dbfield(RichTextField()).widget, ProseEditor)


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
