"""Components: what they say of values, sources, people and things, and what they say when there is none."""

import re

import pytest
from django.template import Context, Template
from django.utils import translation

from eciap.foundation.ui.components import cards, facts, lists
from eciap.foundation.ui.shapes import Crumb, Facet, Fact, Link, Moment, Seat, Source

PAPER = Source("Staff working document", "https://www.example.eu/paper.pdf")
TALK = Source("Talk of the chair")


def shown(source, **context):
    return Template("{% load ui %}" + source).render(Context(context))


def text(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


class TestFact:
    def test_it_says_value_unit_date_and_how_many_sources(self):
        html = facts.fact_html(Fact("firms helped", 3750, "firms", "2014-11", "likely", (PAPER, TALK)), "s")
        assert text(html) == (
            "firms helped 3,750 firms November 2014 2 sources firms helped "
            "Likely: inferred, or told by a secondary source. Staff working document Talk of the chair"
        )

    def test_a_missing_value_reads_like_a_value(self):
        html = facts.fact_html(Fact("mobilised in the end", None, "EUR"), "s")
        assert '<span class="fact-value" data-missing>not recorded</span>' in html
        assert 'data-certainty="not_found"' in html
        assert "No source" in html

    def test_nought_is_a_value(self):
        assert '<span class="fact-value">0</span>' in facts.fact_html(Fact("complaints", 0), "s")

    def test_money_and_shares_carry_their_sign(self):
        assert '<span class="fact-value">€45.8M</span>' in facts.fact_html(Fact("x", 45_800_000, "EUR"), "s")
        assert '<span class="fact-value">62.5%</span>' in facts.fact_html(Fact("x", 62.5, "%"), "s")

    def test_words_keep_their_unit(self):
        html = facts.fact_html(Fact("x", "over 70", "applicants"), "s")
        assert '<span class="fact-value">over 70 <small>applicants</small></span>' in html

    def test_about_is_said(self):
        html = facts.fact_html(Fact("x", 3750, approximate=True), "s")
        assert '<span class="fact-value"><small>about </small>3,750</span>' in html

    def test_the_chip_opens_its_note_without_a_script(self):
        html = facts.fact_html(Fact("x", 1, sources=(PAPER,)), "source-7")
        assert 'popovertarget="source-7"' in html
        assert 'id="source-7" popover' in html

    def test_a_source_that_is_no_web_address_is_no_link(self):
        html = facts.fact_html(Fact("x", 1, sources=(Source("Evil", "javascript:alert(1)"),)), "s")
        assert "javascript" not in html

    def test_it_takes_a_manager_as_well_as_a_list(self):
        class Manager:
            def all(self):
                return [PAPER]

        assert "1 source" in facts.fact_html(Fact("x", 1, sources=Manager()), "s")

    def test_everything_is_escaped(self):
        evil = "<script>"
        html = facts.fact_html(Fact(evil, evil, evil, evil, evil, (Source(evil, "https://x/<script>"),), evil), "s")
        assert evil not in html

    def test_in_a_sentence_it_is_value_and_unit(self):
        assert facts.inline_html(Fact("x", 28, "partners")) == '<span class="fact-inline">28 partners</span>'
        assert facts.inline_html(Fact("x", None)) == '<span class="fact-inline quiet">not recorded</span>'

    def test_notes_of_one_page_never_share_an_id(self):
        html = shown(
            "{% facts a %}{% fact b %}{% sources 'Aim' c %}{% dot_map 'M' d %}",
            a=[Fact("x", 1)] * 2,
            b=Fact("y", 2),
            c=(),
            d=(),
        )
        ids = re.findall(r' id="([^"]+)"', html)
        assert len(ids) == len(set(ids)) == 6

    def test_it_speaks_french_numbers(self):
        with translation.override("fr"):
            html = facts.fact_html(Fact("x", 45_800_000, "EUR"), "s")
        assert text(html).replace("\xa0", " ").replace("\u202f", " ").startswith("x 45,8 M €")


def test_sources_are_numbered_with_their_host():
    html = facts.source_list((PAPER, TALK))
    assert text(html) == "Staff working document example.eu Talk of the chair"
    assert html.startswith('<ol class="sources" id="sources">')
    assert facts.source_list(()) == ""


def test_a_seat_says_who_holds_it_and_since_when():
    seats = [
        Seat("Amsterdam Economic Board", "J. van Antwerpen", "coordinator", since="2012-01", url="/members/amsterdam/"),
        Seat("A desk", "Somebody", since="2012", until="2014"),
        Seat("Another desk", until="2013"),
    ]
    assert text(lists.seats_html(seats)) == (
        "Amsterdam Economic Board J. van Antwerpen, coordinator since January 2012 "
        "A desk Somebody 2012 – 2014 Another desk Nobody recorded until 2013"
    )
    assert lists.seat_html(seats[2]).startswith('<li class="seat" data-empty>')


def test_a_timeline_tells_dates_to_people_and_machines():
    html = lists.timeline_html(
        [Moment("2012-02-26", "Launch", "In Milan.", "/news/launch/", major=True), Moment("autumn 2014", "Handed over")]
    )
    assert '<time datetime="2012-02-26">26 February 2012</time>' in html
    assert '<span class="when">autumn 2014</span>' in html
    assert html.count("data-weight") == 1
    assert text(html) == "26 February 2012 Launch In Milan. autumn 2014 Handed over"


def test_evidence_shows_both_sides_and_says_when_one_is_empty():
    html = lists.evidence_html("Vouchers", [Link("A study", "/s/", "supports")], [], "r-1", "plum")
    assert text(html) == "Rests on A study supports Vouchers What rests on this Nothing yet"


def test_a_chosen_facet_says_so_and_can_be_taken_off():
    html = lists.facets_html("Theme", [Facet("All", "/a/", 3750), Facet("Plum", "/b/", chosen=True, hue="plum")])
    assert text(html) == "All 3,750 Plum"
    assert html.count('aria-current="true"') == 1
    assert "data-hue" not in html


def test_a_chip_is_a_word_or_a_link():
    assert lists.chip_html("Austria") == '<span class="chip">Austria</span>'
    assert lists.chip_html("Plum", "plum", "/p/") == '<a class="chip" data-hue="plum" href="/p/">Plum</a>'


@pytest.mark.parametrize("source", ["{% crumbs 'Front' '/' 'Actions' '/actions/' 'VINCI' %}", "{% crumbs steps %}"])
def test_the_way_here_ends_where_we_are(source):
    steps = [Crumb("Front", "/"), Crumb("Actions", "/actions/"), Crumb("VINCI")]
    html = shown(source, steps=steps)
    assert text(html) == "Front Actions VINCI"
    assert '<span aria-current="page">VINCI</span>' in html


@pytest.mark.parametrize("build", [cards.row_html, cards.card_html])
def test_a_row_and_a_card_show_only_what_there_is(build):
    full = build("VINCI", "/vinci/", "Vouchers.", ("Austria", "", None, "2012"), "vinci", "vermilion", level=2)
    assert text(full) == "VINCI Vouchers. Austria 2012"
    assert "<h2" in full
    assert "</h2>" in full
    bare = build("VINCI", "/vinci/")
    assert text(bare) == "VINCI"
    assert "<svg" not in bare
    assert "<p" not in bare


def test_a_door_always_has_its_mark():
    assert "<svg" in cards.door_html("Vouchers", "/themes/vouchers/")


def test_titles_are_escaped():
    evil = "<script>"
    built = [
        *(build(evil, evil, evil, identifier=evil) for build in (cards.row_html, cards.card_html, cards.door_html)),
        lists.seats_html([Seat(evil, evil, evil, evil)]),
        lists.timeline_html([Moment(evil, evil, evil, evil)]),
        lists.evidence_html(evil, [Link(evil, evil, evil)], []),
        lists.chip_html(evil, evil, evil),
        lists.crumbs_html([Crumb(evil, evil)]),
        facts.source_list([Source(evil, "https://example.eu/<script>")]),
    ]
    assert [html for html in built if evil in html] == []


def test_an_empty_place_says_what_will_be_here_and_one_thing_to_do():
    html = shown("{% empty 'Nothing here yet.' 'empty' 'plum' '/all/' 'Show all' %}{% empty 'Nothing.' %}")
    assert text(html) == "Nothing here yet. Show all Nothing."
    assert html.count("<a ") == 1


def test_filters_keep_what_was_chosen():
    from eciap.foundation.ui.shapes import Field

    html = shown(
        "{% filters fields count='3 found' reset='/all/' %}",
        fields=[
            Field("q", "Search", '"quoted"', kind="search"),
            Field("country", "Country", "AT", [("AT", "Österreich")]),
        ],
    )
    assert 'value="&quot;quoted&quot;"' in html
    assert '<option value="AT" selected>Österreich</option>' in html
    assert '<p role="status">3 found</p>' in html


def test_filters_of_the_template_language():
    assert shown("{{ 3750|number }} {{ 5000|money }} {{ 5000|money:'GBP' }} {{ '2014-06'|day }}") == (
        "3,750 €5,000 £5,000 June 2014"
    )
    assert shown("{{ '2014-06'|when }}") == '<time datetime="2014-06">June 2014</time>'


@pytest.mark.parametrize(
    ("since", "until", "written"),
    [
        ("2012", None, "depuis 2012"),
        ("2012-06-27", None, "depuis le 27 juin 2012"),
        (None, "2014-11", "jusqu’en novembre 2014"),
        (None, "2014-11-27", "jusqu’au 27 novembre 2014"),
        (None, None, ""),
    ],
)
def test_how_long_a_seat_is_held_is_a_phrase_of_its_language(since, until, written):
    with translation.override("fr"):
        assert lists.held(since, until) == written


def test_a_title_in_another_language_than_the_readers_says_so():
    class Named(Source):
        language = "en"

    with translation.override("fr"):
        assert 'rel="external" lang="en">Paper</a>' in facts.source_link(Named("Paper", "https://www.example.eu/"))
        assert facts.source_link(Named("Talk")) == '<span lang="en">Talk</span>'
    assert facts.source_link(Named("Talk")) == "Talk"


def test_a_source_that_has_a_title_in_the_readers_language_is_named_by_it():
    class Named(Source):
        language = "fr"
        title_here = "Entretien"

    with translation.override("fr"):
        assert facts.source_link(Named("Talk")) == "Entretien"
