"""The one rich-text type."""

from uuid import UUID

import pytest
from django.template import Context, Template

from eciap.foundation.ui import richtext
from eciap.foundation.ui.richtext import Cited

KNOWN = UUID("0f8fad5b-d9cb-469f-a165-70867728950e")
GONE = UUID("7c9e6679-7425-40de-944b-e07fc1f90ae7")


@pytest.fixture
def resolver(monkeypatch):
    calls = []

    def resolve(uuids):
        calls.append(uuids)
        return {KNOWN: Cited('A "title"', "/actions/vinci/")}

    monkeypatch.setattr(richtext, "_resolver", resolve)
    return calls


def cite(uuid, words="words"):
    return f'<a data-record="{uuid}">{words}</a>'


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ('<p onclick="x()">a</p>', "<p>a</p>"),
        ("<script>alert(1)</script><p>a</p>", "<p>a</p>"),
        ('<a href="javascript:alert(1)">a</a>', '<a rel="noopener">a</a>'),
        ('<a href="https://example.eu">a</a>', '<a href="https://example.eu" rel="noopener">a</a>'),
        ('<p style="color:red" class="x">a</p>', "<p>a</p>"),
        ('<img src="x" onerror="y">', ""),
        ("<!-- secret --><p>a</p>", "<p>a</p>"),
        ('<p lang="de">Förderung</p>', '<p lang="de">Förderung</p>'),
        ('<a data-record="nonsense">a</a>', '<a rel="noopener">a</a>'),
        ("<iframe src='https://example.eu'></iframe>", ""),
    ],
)
def test_nothing_stays_but_what_rich_text_may_hold(given, kept):
    assert richtext.sanitised(given) == kept


def test_sanitising_again_changes_nothing():
    once = richtext.sanitised(f"<p>{cite(KNOWN)} &amp; <em>b</em></p>")
    assert richtext.sanitised(once) == once


def test_the_words_alone_keep_their_distance_and_their_signs():
    assert richtext.plain("<h2>One</h2><p>two&nbsp;&amp; <em>th</em>ree<br>four</p>") == "One two & three four"


def test_a_citation_leads_to_its_record(resolver):
    html = richtext.rendered(f"<p>See {cite(KNOWN, 'the <em>action</em>')}.</p>")
    assert html == (
        '<p>See <a class="citation" href="/actions/vinci/" title="A &quot;title&quot;">the <em>action</em></a>.</p>'
    )


def test_a_record_that_is_gone_keeps_its_words_and_loses_its_link(resolver):
    html = richtext.rendered(f"<p>{cite(GONE)}</p>")
    assert html == '<p><span class="citation" data-gone title="No longer published">words</span></p>'


def test_all_citations_of_a_page_are_resolved_in_one_call(resolver):
    richtext.rendered_all([f"<p>{cite(KNOWN)}{cite(GONE)}</p>", f"<p>{cite(KNOWN)}</p>"])
    assert resolver == [[KNOWN, GONE]]


def test_a_text_without_citations_asks_nobody(resolver):
    assert richtext.rendered("<p>a</p>") == "<p>a</p>"
    assert resolver == []


def test_what_is_shown_is_sanitised_even_when_the_database_holds_worse(resolver):
    assert richtext.rendered("<p>a<script>b</script></p>") == "<p>a</p>"


def test_before_records_are_there_no_citation_leads_anywhere(monkeypatch):
    monkeypatch.setattr(richtext, "_resolver", richtext.nobody)
    assert "data-gone" in richtext.rendered(cite(KNOWN))


def test_a_field_sanitises_on_its_way_into_the_database():
    field = richtext.RichTextField()
    assert field.get_prep_value("<p>a</p><script>b</script>") == "<p>a</p>"
    assert field.get_prep_value(None) is None


def test_an_instance_holds_what_the_database_will_hold():
    field = richtext.RichTextField()
    field.set_attributes_from_name("body")

    class Thing:
        body = "<p onclick='x'>a</p>"

    thing = Thing()
    assert field.pre_save(thing, add=True) == "<p>a</p>"
    assert thing.body == "<p>a</p>"


def test_the_tag_sets_prose_and_leaves_an_empty_text_out():
    template = Template("{% load ui %}{% rich_text text %}")
    assert template.render(Context({"text": "<p>a</p>"})) == '<div class="prose"><p>a</p></div>'
    assert template.render(Context({"text": ""})) == ""
