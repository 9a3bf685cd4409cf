"""Finding records: by stem, in the reader's language, mistyped, narrowed, and never what is not for the reader."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.db.models import Q
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from eciap.foundation.records import operations, queries, search
from eciap.foundation.records.forms import SearchForm
from eciap.foundation.records.models import SearchEntry, SearchWord
from eciap.foundation.records.queries import Wish, find
from eciap.foundation.records.search import Document, Facet

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(monkeypatch):
    """Return a function that makes a record that is found by the given documents."""
    documents = {}
    monkeypatch.setattr(search, "_builders", {"toy": lambda uuids: {uuid: documents[uuid] for uuid in uuids}})
    monkeypatch.setattr(search, "_facets", {name: Facet(name, name, dict) for name in ("kind", "country")})
    monkeypatch.setattr(search, "_vetoes", [])
    monkeypatch.setattr(search, "_tokens", [])

    def add(name, *said, audience=("public",)):
        titles = {document.language: document.title for document in said}
        record = operations.put_record(
            record=None,
            kind="toy",
            titles=titles,
            address=f"/toys/{name}/",
            language=said[0].language,
            audience=audience,
        )
        documents[record.pk] = said
        operations.index_record(record=record)
        return record

    return add


def titles(words="", language="en", **more):
    return [str(hit.record) for hit in find(Wish(words, language, **more)).hits]


def test_a_word_is_found_by_its_stem_and_without_its_accents(index):
    index("a", Document("fr", "Métropole créative", body="Des entreprises innovantes"))
    assert titles("metropoles", "fr") == ["Métropole créative"]
    assert titles("innovante", "fr") == ["Métropole créative"]


def test_each_reader_finds_a_record_once_in_their_language(index):
    index("a", Document("en", "Innovation vouchers"), Document("fr", "Chèques innovation"))
    with translation.override("fr"):
        assert titles("innovation", "fr") == ["Chèques innovation"]
    assert titles("innovation", "en") == ["Innovation vouchers"]


def test_what_has_no_translation_is_found_in_its_original(index):
    index("a", Document("de", "Kreativwirtschaftsförderung", body="Gutscheine für Unternehmen"))
    found = find(Wish("Gutschein", "fr"))
    assert [(str(hit.record), hit.language) for hit in found.hits] == [("Kreativwirtschaftsförderung", "de")]


def test_a_title_weighs_more_than_the_rest(index):
    index("body", Document("en", "Something else", body="voucher voucher voucher"))
    index("title", Document("en", "Voucher"))
    assert titles("voucher") == ["Voucher", "Something else"]


def test_a_mistyped_word_is_put_right_and_the_page_says_so(index):
    index("a", Document("en", "Innovation vouchers"))
    found = find(Wish("inovaton", "en"))
    assert [str(hit.record) for hit in found.hits] == ["Innovation vouchers"]
    assert (found.corrected, found.words) == (True, "innovation")


def test_when_nothing_holds_all_words_what_holds_some_is_shown(index):
    index("a", Document("en", "Vouchers in Austria"))
    index("b", Document("en", "Clusters in Poland"))
    found = find(Wish("vouchers poland", "en"))
    assert (found.total, found.any_word, found.corrected) == (2, True, False)


def test_nothing_is_found_where_there_is_nothing_like_it(index):
    index("a", Document("en", "Vouchers"))
    assert find(Wish("xylophone", "en")).hits == []
    assert find(Wish("🤷 %_'\\ \0", "en")).total == 0


def test_the_words_are_marked_and_what_is_hostile_is_escaped(index):
    index("a", Document("en", "<b>Voucher</b>", summary="A <script>alert(1)</script> voucher for firms"))
    hit = find(Wish("voucher", "en")).hits[0]
    assert hit.title == "&lt;b&gt;<mark>Voucher</mark>&lt;/b&gt;"
    assert "<script>" not in hit.excerpt
    assert "<mark>voucher</mark>" in hit.excerpt


def test_an_excerpt_that_begins_within_its_text_says_so(index):
    years = " ".join(f"In {year} nothing was heard of it." for year in range(2001, 2021))
    index("a", Document("en", "A", summary="A voucher opens the door."))
    index("b", Document("en", "B", summary="It opens a door.", body=f"{years} Then a voucher came."))
    excerpts = {str(hit.record): hit.excerpt for hit in find(Wish("voucher", "en")).hits}
    assert excerpts["A"] == "A <mark>voucher</mark> opens the door"
    assert (excerpts["B"][:2], "Then a <mark>voucher</mark> came" in excerpts["B"]) == ("… ", True)


def test_facets_count_what_another_choice_would_give(index):
    for name, country in (("a", "AT"), ("b", "AT"), ("c", "ES")):
        index(name, Document("en", f"Voucher {name}", facets={"country": [country]}))
    found = find(Wish("voucher", "en", {"country": ["ES"]}))
    assert [str(hit.record) for hit in found.hits] == ["Voucher c"]
    assert found.counts == {"kind": {"toy": 1}, "country": {"AT": 2, "ES": 1}}


def test_without_words_everything_is_listed_the_newest_first(index):
    index("old", Document("en", "Old", date=date(2012, 1, 1)))
    index("undated", Document("en", "Undated"))
    index("new", Document("en", "New", date=date(2014, 1, 1)))
    assert titles() == ["New", "Old", "Undated"]


def test_pages_follow_each_other_without_gap_or_repeat(index):
    for n in range(25):
        index(f"r{n}", Document("en", f"Voucher {n:02}"))
    seen = [title for page in (1, 2, 3) for title in titles("voucher", page=page)]
    assert (len(seen), len(set(seen))) == (25, 25)


def test_nobody_finds_what_is_not_for_them(index, monkeypatch):
    index("secret", Document("en", "Voucher secret"), audience=["panel-7"])
    assert find(Wish("voucher", "en")).total == 0
    monkeypatch.setattr(search, "_tokens", [lambda person: [f"panel-{person}"]])
    assert find(Wish("voucher", "en"), person=7).total == 1
    assert find(Wish("voucher", "en"), person=8).total == 0


def test_what_is_vetoed_for_a_person_is_not_even_counted(index, monkeypatch):
    conflicting = index("a", Document("en", "Voucher A"))
    index("b", Document("en", "Voucher B"))
    monkeypatch.setattr(search, "_vetoes", [lambda person: Q(record=conflicting.pk) if person else Q()])
    found = find(Wish("voucher", "en"), person="reviewer")
    assert ([str(hit.record) for hit in found.hits], found.counts["kind"]) == (["Voucher B"], {"toy": 1})
    assert find(Wish("voucher", "en")).total == 2


def test_a_buried_record_is_no_longer_found(index):
    record = index("a", Document("en", "Voucher"))
    operations.bury_record(record=record, by=None)
    operations.index_record(record=record)
    assert titles("voucher") == []


def test_the_index_can_be_made_anew(index):
    index("a", Document("en", "Voucher"))
    SearchEntry.objects.all().delete()
    SearchWord.objects.all().delete()
    assert titles("voucher") == []
    assert operations.rebuild_index(by=None) == 1
    assert titles("vouchr") == ["Voucher"]


def test_what_is_written_together_is_indexed_once_at_the_end(index):
    def entries_are_written(number, word):
        with CaptureQueriesContext(connection) as captured, operations.indexed_together():
            for n in range(number):
                operations.index_record(record=index(f"{word}-{n}", Document("en", word)))
            assert titles(word) == []
        assert titles(word) == [word] * number
        return sum(query["sql"].startswith('INSERT INTO "records_searchentry"') for query in captured)

    assert (entries_are_written(1, "Kite"), entries_are_written(9, "Voucher")) == (1, 1)


def test_what_fails_together_is_not_written_and_the_next_is_indexed_as_ever(index):
    def fail():
        with operations.indexed_together():
            index("a", Document("en", "Kite"))
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    index("b", Document("en", "Tail"))
    assert titles() == ["Tail"]


def test_a_search_needs_as_many_queries_for_one_hit_as_for_thirty(index, django_assert_num_queries):
    index("first", Document("en", "Voucher first"))
    find(Wish("voucher", "en"))
    with django_assert_num_queries(3):
        assert find(Wish("voucher", "en", page_size=30)).total == 1
    for n in range(29):
        index(f"r{n}", Document("en", f"Voucher {n}"))
    find(Wish("voucher", "en"))
    with django_assert_num_queries(3):
        assert len(find(Wish("voucher", "en", page_size=30)).hits) == 30


def test_the_search_page_works_for_any_address(client, index):
    index("a", Document("en", "Innovation vouchers", facets={"country": ["AT"]}))
    for asked in (
        "",
        "?q=voucher",
        "?q=vochers",
        "?page=banana&country=AT&country=AT",
        "?page=999",
        "?q=" + "x" * 5000,
    ):
        answer = client.get(f"/search/{asked}")
        assert answer.status_code == 200
    page = client.get("/search/?q=vouchers").content.decode()
    assert "Innovation <mark>vouchers</mark>" in page


def test_what_is_called_just_so_comes_first(index):
    index("a", Document("en", "Vinci begins: VINCI in Vienna", "VINCI, VINCI and VINCI", "VINCI " * 30))
    index("b", Document("en", "Vouchers in industry", body="Or VINCI.", names=("VINCI",)))
    index("c", Document("en", "Vinci"))
    assert titles("vinci") == ["Vinci", "Vouchers in industry", "Vinci begins: VINCI in Vienna"]


def test_a_mistyped_acronym_is_put_right(index):
    index("a", Document("en", "4CNW: networks"))
    assert titles("4cn") == ["4CNW: networks"]


@pytest.mark.parametrize(("words", "language"), [("the", "en"), ("le", "fr"), ("-the", "en")])
def test_words_that_stand_everywhere_are_said_to_be_so(index, words, language):
    index("a", Document("en", "The others"), Document("fr", "Le reste"))
    found = find(Wish(words, language))
    assert (found.total, found.too_common) == (0, True)


@pytest.mark.parametrize("address", ["kind=%00", f"kind={'x' * 1000}"])
def test_a_choice_that_is_none_is_left_out(client, index, address):
    index("a", Document("en", "Innovation"))
    answer = client.get(f"/search/?q=innovation&{address}")
    assert (answer.status_code, answer.context["found"].total) == (200, 1)


def test_no_more_choices_are_taken_than_anybody_makes(index):
    asked = QueryDict("&".join(f"kind={n}" for n in range(500)))
    assert SearchForm(asked).wish(language="en").chosen == {"kind": tuple(str(n) for n in range(30))}


def test_a_merged_search_has_as_many_pages_as_it_has_hits(index, monkeypatch):
    monkeypatch.setattr(queries.search, "MERGED", 3)
    for number in range(8):
        index(f"v{number}", Document("en", f"Voucher {number}"))
    wish = Wish("vouchers xylophone", "en", page_size=4)
    pages = [find(replace(wish, page=page)) for page in (1, 2, 3)]
    assert [found.total for found in pages] == [8, 8, 8]
    found = [str(hit.record) for page in pages for hit in page.hits]
    assert sorted(found) == [f"Voucher {number}" for number in range(8)]
