"""Records and what hangs on them: citations, figures, evidence links, tombstones."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from eciap.foundation.audit.models import Entry
from eciap.foundation.languages.periods import Period
from eciap.foundation.records import operations, queries
from eciap.foundation.records.enums import Certainty, EvidenceKind
from eciap.foundation.records.models import Record

pytestmark = pytest.mark.django_db


def a_record(name="vinci", **more):
    given = {"record": None, "kind": "toy", "titles": {"en": name.upper()}, "address": f"/toys/{name}/", **more}
    return operations.put_record(**given)


def verbs():
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


def test_a_record_is_called_by_its_title_in_the_readers_language():
    record = a_record(titles={"en": "Voucher", "fr": "Chèque"})
    with translation.override("fr"):
        assert str(record) == "Chèque"
    with translation.override("de"):
        assert str(record) == "Voucher"


def test_putting_a_record_again_changes_it_only_where_it_differs():
    record = a_record()
    before = record.changed_at
    assert (
        operations.put_record(record=record, kind="toy", titles={"en": "VINCI"}, address="/toys/vinci/").changed_at
        == before
    )
    changed = operations.put_record(record=record, kind="toy", titles={"en": "Vinci"}, address="/toys/vinci/")
    assert (changed.pk, changed.title) == (record.pk, "Vinci")


def test_two_living_records_never_share_an_address():
    first = a_record()
    with pytest.raises(IntegrityError), transaction.atomic():
        a_record()
    operations.bury_record(record=first, by=None)
    assert a_record().address == first.address


def test_a_buried_record_is_no_longer_read():
    record = a_record()
    operations.bury_record(record=record, by=None)
    assert queries.public_records([record.pk]) == {}
    assert list(queries.living()) == []
    assert verbs() == ["records.record.buried"]


def test_a_record_cites_exactly_the_sources_it_was_last_given_in_their_order():
    for key in ("a", "b", "c"):
        operations.put_source(key=key, title=key.upper(), by=None)
    record = a_record()
    operations.put_citations(record=record, sources=["a", "b"])
    operations.put_citations(record=record, sources=["c", "a", "c"])
    assert [citation.source.key for citation in record.citations.all()] == ["c", "a"]


def test_an_unknown_source_is_named():
    with pytest.raises(queries.UnknownSource, match="nowhere"):
        operations.put_citations(record=a_record(), sources=["nowhere"])


def test_a_source_is_recorded_once_and_then_corrected():
    operations.put_source(key="final-report", title="Final report", by=None)
    source = operations.put_source(
        key="final-report", title="Create, Innovate, Grow", publisher="The Alliance", by=None
    )
    assert str(source) == "Create, Innovate, Grow (The Alliance)"
    assert verbs() == ["records.source.recorded", "records.source.corrected"]


def test_a_source_is_called_by_its_title_in_the_readers_language():
    source = operations.put_source(key="a", title="Report", titles={"fr": "Rapport"}, publisher="X", by=None)
    read = {}
    for language in ("en", "fr", "fr-be", "de"):
        with translation.override(language):
            read[language] = (source.title_here, source.language, str(source))
    english, french = ("Report", "en", "Report (X)"), ("Rapport", "fr", "Rapport (X)")
    assert read == {"en": english, "fr": french, "fr-be": french, "de": english}


def test_titles_of_a_source_that_are_not_given_stay():
    operations.put_source(key="a", title="Report", titles={"fr": "Rapport"}, by=None)
    assert operations.put_source(key="a", title="Final report", by=None).titles == {"fr": "Rapport"}
    assert operations.put_source(key="a", titles={}, by=None).titles == {}


def test_figures_replace_those_that_are_no_longer_given():
    record = a_record()
    operations.put_source(key="a", title="A", by=None)
    vouchers = operations.Figure(
        "vouchers",
        {"en": {"label": "vouchers", "scope": "to 2013"}},
        Decimal(27),
        as_of=Period.parse("2013"),
        sources=("a",),
    )
    jobs = operations.Figure("jobs", {"en": {"label": "jobs"}}, certainty=Certainty.NOT_FOUND)
    operations.put_facts(record=record, figures=[vouchers, jobs])
    operations.put_facts(record=record, figures=[vouchers])
    fact = record.facts.get()
    assert (fact.label, fact.note, fact.value, str(fact.as_of)) == ("vouchers", "to 2013", 27, "2013")
    assert [source.key for source in fact.sources.all()] == ["a"]


def test_what_a_record_rests_on_and_what_rests_on_it_are_one_query(django_assert_num_queries):
    practice, recommendation, plan = a_record("practice"), a_record("recommendation"), a_record("plan")
    operations.link_evidence(from_record=practice, to_record=recommendation, kind=EvidenceKind.SUPPORTS, by=None)
    operations.link_evidence(from_record=recommendation, to_record=plan, kind=EvidenceKind.INSPIRED, by=None)
    with django_assert_num_queries(1):
        rests_on, rests_here = queries.evidence_of(recommendation)
    assert [str(link) for link in rests_on] == ["PRACTICE supports RECOMMENDATION"]
    assert [str(link) for link in rests_here] == ["RECOMMENDATION inspired PLAN"]


def test_evidence_that_is_not_public_is_not_shown():
    secret, public = a_record("secret", audience=["member"]), a_record("public")
    operations.link_evidence(from_record=secret, to_record=public, kind=EvidenceKind.SUPPORTS, by=None)
    assert queries.evidence_of(public) == ([], [])


def test_linking_again_changes_the_note_and_unlinking_takes_it_back():
    one, other = a_record("one"), a_record("other")
    operations.link_evidence(from_record=one, to_record=other, kind=EvidenceKind.CONTEXT, by=None)
    link = operations.link_evidence(
        from_record=one, to_record=other, kind=EvidenceKind.CONTEXT, by=None, note="See p. 3"
    )
    assert other.links_to.get().note == "See p. 3"
    operations.unlink_evidence(link=link, by=None)
    assert verbs() == ["records.evidence.linked", "records.evidence.linked", "records.evidence.unlinked"]
    assert queries.evidence_of(other) == ([], [])


def test_no_record_is_evidence_of_itself():
    record = a_record()
    with pytest.raises(IntegrityError), transaction.atomic():
        operations.link_evidence(from_record=record, to_record=record, kind=EvidenceKind.SUPPORTS, by=None)


def test_a_citation_in_a_text_leads_to_the_public_record_in_the_readers_language():
    public, secret = (
        a_record("public", titles={"en": "Public", "fr": "Publié"}),
        a_record("secret", audience=["member"]),
    )
    with translation.override("fr"):
        assert queries.cited([public.pk, secret.pk]) == {public.pk: ("Publié", "/fr/toys/public/")}


def test_a_record_that_speaks_another_language_only_is_opened_in_that_one():
    french = a_record("bulletin", titles={"fr": "Bulletin"})
    with translation.override("en"):
        assert french.address_here == "/fr/toys/bulletin/"
    with translation.override("fr"):
        assert a_record("both", titles={"en": "Both", "fr": "Les deux"}).address_here == "/fr/toys/both/"


def test_facts_and_citations_come_in_as_many_queries_for_one_record_as_for_thirty(django_assert_num_queries):
    for n in range(30):
        record = a_record(f"r{n}")
        operations.put_facts(record=record, figures=[operations.Figure("n", {"en": {"label": "n"}}, Decimal(n))])
    for number in (1, 30):
        with django_assert_num_queries(3):
            records = list(
                Record.objects.prefetch_related(queries.facts_with_sources(), queries.citations_with_sources())[:number]
            )
            labels = [fact.label for record in records for fact in record.facts.all()]
            assert labels == ["n"] * number
