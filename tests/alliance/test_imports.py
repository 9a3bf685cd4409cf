"""Loading the alliance's content files: what they become, and where a mistake is said to be."""

import pytest

from eciap.alliance.models import Alliance, ChronicleEntry, ConcreteAction, Membership, Organisation, Seat
from eciap.foundation.exchange.content import sections
from eciap.foundation.exchange.folder import BrokenContent
from eciap.foundation.exchange.operations import load_content
from eciap.roadmaps.models import Recommendation, RecommendationGroup
from eciap.vocabulary.operations import TerritoryRow, put_territories
from tests.alliance.factories import an_organisation
from tests.vocabulary.factories import a_list

pytestmark = pytest.mark.django_db

FILES = {
    "sources.yaml": "- {key: report, title: Final report, url: https://example.org/report}\n",
    "themes.yaml": "- {key: vouchers, hue: vermilion, texts: {en: {name: Vouchers, short: Vouchers}}}\n",
    "alliance.yaml": """\
key: towns
acronym: AT
period: 2012-01/2014-12
texts:
  en: {name: Alliance of towns, platform_name: Platform, tagline: We learn.}
facts:
  - {key: partners, value: 28, unit: organisations, sources: [report], texts: {en: {label: Partners}}}
""",
    "organisations.yaml": """\
- key: oslo
  name: Oslo
  country: NO
  territory: NO08
  lon: 10.75
  lat: 59.91
  sources: [report]
  memberships:
    - {kind: founding, theme: vouchers, since: 2012-01, until: 2014-12, texts: {en: {note: From the start.}}}
    - {kind: coordinator, since: 2012}
  texts: {en: {description: A town.}}
- key: bergen
  name: Bergen
  texts: {en: {description: Another.}}
""",
    "actions.yaml": """\
- key: vinci
  acronym: VINCI
  title: Vouchers
  theme: vouchers
  lead: oslo
  partners: [bergen]
  texts: {en: {summary: In short., aim: To buy.}}
  facts:
    - {key: vouchers, value: null, unit: vouchers, certainty: not_found, texts: {en: {label: Vouchers}}}
""",
    "seats.yaml": """\
- key: contact
  kind: contact
  holder: Eva
  organisation: oslo
  theme: vouchers
  action: vinci
  texts: {en: {title: Contact}}
""",
    "recommendations.yaml": """\
groups:
  - {key: first, number: 1, texts: {en: {title: First group}}}
recommendations:
  - key: recommendation-1
    number: 1
    group: first
    themes: [vouchers]
    evidence: [{kind: supports, record: vinci, note: It sold.}]
    texts: {en: {title: Do it}}
  - key: recommendation-2
    number: 2
    group: first
    texts: {en: {title: null, note: Not found.}}
""",
    "chronicle.yaml": """\
- key: launch
  date: 2012-02-26/2012-02-28
  kind: founding
  related: [oslo, recommendation-1]
  texts: {en: {what: It opens.}}
""",
}
# The sections of these files; those of higher contexts have tests of their own.
OURS = {
    *("sources", "themes", "alliance", "organisations", "actions", "seats", "chronicle"),
    *("recommendations", "recommendation_groups"),
}


@pytest.fixture
def load(tmp_path):
    """Return a function that loads the files, some of them with a mistake."""
    rows = [TerritoryRow(2021, code) for code in ("NO", "NO0", "NO08")]
    put_territories(code_list=a_list("territories"), rows=rows, by=None)

    def loaded(**mistakes):
        for name, text in FILES.items():
            right, wrong = mistakes.get(name.partition(".")[0], ("", ""))
            assert right in text
            (tmp_path / name).write_text(text.replace(right, wrong, 1) if right else text)
        wanted = [section for section in sections() if section.name in OURS]
        return load_content(folder=tmp_path, by=None, only=wanted)

    return loaded


def test_files_become_the_alliance(load):
    assert load().counts() == {"created": 11, "updated": 0, "unchanged": 0, "kept": 0}
    oslo, vinci = Organisation.objects.get(slug="oslo"), ConcreteAction.objects.get()
    assert (oslo.country, str(oslo.territory), float(oslo.lat)) == ("NO", "NO08 (NO08)", 59.91)
    assert [(m.kind, str(m.period), m.theme and m.theme.slug) for m in Membership.objects.order_by("-kind")] == [
        ("founding", "2012-01/2014-12", "vouchers"),
        ("coordinator", "2012/..", None),
    ]
    assert Membership.objects.get(kind="founding").text.note == "From the start."
    assert (vinci.lead, list(vinci.partners.values_list("slug", flat=True))) == (oslo, ["bergen"])
    assert [(fact.key, fact.value, fact.certainty) for fact in vinci.record.facts.all()] == [
        ("vouchers", None, "not_found")
    ]
    assert (Seat.objects.get().action, Seat.objects.get().holder) == (vinci, "Eva")
    assert str(Alliance.objects.get().period) == "2012-01/2014-12"


def test_files_become_recommendations_with_what_supports_them(load):
    load()
    first, second = Recommendation.objects.all()
    assert [str(link.from_record) for link in first.record.links_to.all()] == ["VINCI: Vouchers"]
    assert (str(second), RecommendationGroup.objects.get().number) == ("Recommendation 2: title not recorded", 1)
    assert {record.kind for record in ChronicleEntry.objects.get().related.all()} == {"organisation", "recommendation"}


def test_a_second_run_changes_nothing(load):
    load()
    assert load().counts() == {"created": 0, "updated": 0, "unchanged": 11, "kept": 0}


def test_a_new_word_in_a_file_updates_that_entry_alone(load):
    load()
    assert load(organisations=("A town.", "A city.")).counts() == {
        "created": 0,
        "updated": 1,
        "unchanged": 10,
        "kept": 0,
    }


def test_what_an_editor_changed_is_kept(load):
    load()
    an_organisation("bergen", name="Bergen", texts={"en": {"description": "Words of an editor."}})
    report = load(organisations=("Another.", "New words of the file."))
    assert [outcome.key for outcome in report.kept()] == ["bergen"]
    assert Organisation.objects.get(slug="bergen").text.description == "Words of an editor."


MISTAKES = [
    ("organisations", "territory: NO08", "territory: NO99", 4, "territory: nothing is called “NO99”"),
    ("organisations", "theme: vouchers", "theme: voucher", 9, "memberships.theme: nothing is called “voucher”"),
    ("organisations", "country: NO", "country: Norway", 3, "country: String should match"),
    ("actions", "theme: vouchers", "theme: voucher", 4, "theme: nothing is called “voucher”"),
    ("actions", "lead: oslo", "lead: olso", 5, "lead: nothing is called “olso”"),
    ("actions", "[bergen]", "[oslo, bregen]", 6, "partners: nothing is called “bregen”"),
    ("seats", "action: vinci", "action: vince", 6, "action: nothing is called “vince”"),
    ("chronicle", "[oslo, ", "[nobody, ", 4, "related: nothing is called “nobody”"),
    ("chronicle", "date: 2012-02-26/2012-02-28", "date: null", 2, "date: say when it happened"),
    ("recommendations", "group: first", "group: frist", 6, "recommendations.group: nothing is called “frist”"),
    ("recommendations", "[vouchers]", "[voucher]", 7, "recommendations.themes: nothing is called “voucher”"),
    (
        "recommendations",
        "record: vinci",
        "record: vince",
        8,
        "recommendations.evidence.record: nothing is called “vince”",
    ),
]


@pytest.mark.parametrize(("file", "right", "wrong", "line", "said"), MISTAKES)
def test_a_mistake_is_said_with_file_line_and_field_and_nothing_is_written(load, file, right, wrong, line, said):
    with pytest.raises(BrokenContent) as broken:
        load(**{file: (right, wrong)})
    assert str(broken.value.errors[0]).startswith(f"{file}.yaml, line {line}, {said}")
    assert Organisation.objects.count() == 0
