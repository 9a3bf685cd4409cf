"""Finding by meaning: a question in one language finds what answers it in another, and words come first."""

from pathlib import Path

import pytest
import yaml

from eciap.foundation.records import operations, search
from eciap.foundation.records.models import Record, SearchEntry, SearchMeaning
from eciap.foundation.records.queries import Wish, find
from eciap.foundation.records.search import Document, Facet
from eciap.foundation.records.tasks import learn_meanings

pytestmark = pytest.mark.django_db
CONTENT = Path(__file__).resolve().parents[3] / "content" / "eciap"

# Questions as people ask them, and the key of the record, told in English alone, that answers.
PAIRS = [
    (
        "fr",
        "Comment un chèque innovation aide-t-il une petite entreprise ?",
        "business-support-and-innovation-vouchers",
    ),
    ("fr", "Incubation et accès au financement", "incubation-and-access-to-finance"),
    ("fr", "L’industrie traditionnelle achète du travail créatif au Pays basque", "innova-creativity"),
    ("fr", "Une soirée à Salzbourg sur les chèques créatifs", "vinci-evening-in-salzburg"),
    ("fr", "De vingt chèques à six cents", "from-twenty-vouchers-to-six-hundred"),
    ("de", "Exzellenz von Clustern und ihre Zusammenarbeit", "cluster-excellence-and-cooperation"),
    ("de", "Crowdfunding und Garantiefonds als neue Finanzierung", "c-i-factor"),
    ("de", "Kleine Gutscheine für Mode, Audiovisuelles und Design", "fad-ins"),
    ("de", "Die Plattform trifft sich in Kopenhagen", "meeting-in-copenhagen"),
    ("es", "¿Cómo se vinculan los sectores entre sí?", "cross-sectoral-linkage"),
    ("es", "Financiación europea para el crecimiento de empresas creativas", "fame"),
    ("es", "La plataforma invita a más miembros", "open-call-for-members"),
    ("it", "L’alleanza viene lanciata a Milano", "launch-in-milan"),
    ("it", "Undici città e regioni confrontano le loro politiche", "eleven-cities-compare"),
    ("it", "Le raccomandazioni tornano a Milano", "recommendations-return-to-milan"),
    ("pt", "Laboratório europeu de clusters criativos", "eccl"),
    ("pt", "Vales de inovação nas indústrias criativas", "vinci"),
    ("nl", "Creatieve bedrijven in het noordwesten van Ierland", "4cnw"),
    ("nl", "Aanbevelingen voor clustermanagement", "eccl-recommendations"),
    ("pl", "Doskonałość klastrów i współpraca", "cluster-excellence-and-cooperation"),
]


def told():
    """What the real content says in English: (file, key) → title and summary."""
    for name in ("actions", "news", "recommendations", "publications", "themes", "organisations", "chronicle", "pages"):
        content = yaml.safe_load((CONTENT / f"{name}.yaml").read_text(encoding="utf-8"))
        lists = (
            [content] if isinstance(content, list) else [part for part in content.values() if isinstance(part, list)]
        )
        for entry in (entry for part in lists for entry in part if isinstance(entry, dict) and "key" in entry):
            words = entry.get("texts", {}).get("en", {})
            titles = (words.get("title"), words.get("name"), entry.get("title"), entry.get("name"), words.get("what"))
            summaries = (words.get("summary"), words.get("lead"), words.get("paraphrase"), words.get("description"))
            title, summary = (next((text for text in some if text), "") for some in (titles, summaries))
            yield f"/{name}/{entry['key']}/", str(title), str(summary)


@pytest.fixture
def known(monkeypatch):
    """The real content, told in English alone, with its meanings."""
    documents = {}
    monkeypatch.setattr(search, "_builders", {"toy": lambda uuids: {uuid: documents[uuid] for uuid in uuids}})
    monkeypatch.setattr(search, "_facets", {"kind": Facet("kind", "kind", dict)})
    monkeypatch.setattr(search, "_vetoes", [])
    monkeypatch.setattr(search, "_tokens", [])
    for address, title, summary in told():
        record = operations.put_record(record=None, kind="toy", titles={"en": title or "-"}, address=address)
        documents[record.pk] = [Document("en", title or "-", summary)]
    operations.index_records(uuids=list(documents))
    return documents


def keys(found):
    return [hit.record.address.split("/")[2] for hit in found.hits]


def test_a_question_finds_what_answers_it_in_another_language(known, settings):
    settings.LANGUAGES = [(code, code) for code in ("en", "fr", "de", "es", "it", "pt", "nl", "pl")]
    operations.index_records(uuids=list(known))
    operations.learn_meanings(most=1_000)
    missed = [
        (question, keys(found)[:3])
        for language, question, key in PAIRS
        if key not in keys(found := find(Wish(question, language)))[:3]
    ]
    assert missed == []


def test_what_is_found_by_its_words_is_found_as_before(known):
    wishes = [Wish(title, "en") for _address, title, _summary in told() if title][::5]
    before = [(keys(found), found.total, found.counts) for found in map(find, wishes)]
    operations.learn_meanings(most=1_000)
    assert [(keys(found), found.total, found.counts) for found in map(find, wishes)] == before


def test_what_means_the_same_follows_where_there_is_room(known):
    operations.learn_meanings(most=1_000)
    found = find(Wish("creative vouchers Salzburg", "en"))
    assert keys(found) == ["vinci-evening-in-salzburg", "vinci"]
    akin = [hit.record.address for hit in found.akin]
    assert (len(akin), len(set(akin)), "/news/vinci-evening-in-salzburg/" in akin) == (5, 5, False)


@pytest.mark.parametrize(("words", "language"), [("métallurgie", "fr"), ("εταιρείες και κουπόνια", "el")])
def test_a_single_word_or_a_language_that_is_not_aligned_has_no_meaning_here(known, words, language):
    operations.learn_meanings(most=1_000)
    found = find(Wish(words, language))
    assert (found.total, found.by_meaning, list(found.akin)) == (0, False, [])


def test_a_choice_narrows_what_means_the_same(known):
    operations.learn_meanings(most=1_000)
    question = "Die Plattform trifft sich in Kopenhagen"
    assert find(Wish(question, "en", {"kind": ["toy"]})).total > 0
    assert find(Wish(question, "en", {"kind": ["other"]})).total == 0


def test_nobody_finds_by_meaning_what_is_not_for_them(known):
    operations.learn_meanings(most=1_000)
    question = Wish("Die Plattform trifft sich in Kopenhagen", "en")
    assert keys(find(question))[0] == "meeting-in-copenhagen"
    SearchEntry.objects.filter(record__address="/news/meeting-in-copenhagen/").update(audience=["role:secretariat"])
    assert "meeting-in-copenhagen" not in keys(find(question))


def test_meanings_are_learnt_in_parts_and_only_once(known, run_due_jobs):
    assert operations.learn_meanings(most=10) == 10
    learn_meanings.enqueue()
    [result] = run_due_jobs()
    assert result.return_value == len(known) - 10 == SearchMeaning.objects.count() - 10
    assert operations.learn_meanings(most=10) == 0


def test_a_record_that_says_something_else_is_learnt_anew(known):
    operations.learn_meanings(most=1_000)
    operations.index_record(record=Record.objects.get(address="/news/meeting-in-copenhagen/"))
    assert operations.learn_meanings(most=1_000) == 1


def test_the_page_sets_apart_what_only_means_the_same(known, client):
    operations.learn_meanings(most=1_000)
    page = client.get("/search/?q=creative vouchers Salzburg").content.decode()
    assert page.index("/news/vinci-evening-in-salzburg/") < page.index("Close in meaning")
    page = client.get("/search/?q=Die Plattform trifft sich in Kopenhagen").content.decode()
    assert "or mean the same in other words or another language" in page
