"""A small world that has one of everything, and more of the same where a story wants it."""

from decimal import Decimal

from eciap.alliance.enums import MembershipKind, SeatKind
from eciap.foundation.languages.periods import Period
from eciap.foundation.records.enums import EvidenceKind
from eciap.foundation.records.operations import link_evidence
from eciap.portal.enums import PublicationKind
from eciap.portal.operations import put_news, put_publication
from eciap.roadmaps.operations import put_recommendation
from eciap.vocabulary.enums import ThemeKind
from eciap.vocabulary.operations import TerritoryRow, put_territories
from tests.alliance.factories import a_figure, a_seat, a_source, an_action, an_organisation
from tests.roadmaps.factories import a_group, a_recommendation
from tests.vocabulary.factories import a_list, a_theme

THEME_TEXTS = {
    "en": {"name": "Vouchers", "short": "Vouchers", "summary": "Small sums.", "lessons": "<p>Start small.</p>"},
    "fr": {"name": "Chèques", "short": "Chèques", "summary": "De petites sommes.", "lessons": "<p>Petit.</p>"},
}


def one_of_everything():
    theme = a_theme("vouchers", texts=THEME_TEXTS)
    a_theme("vouchers-desk", kind=ThemeKind.DESK, parent=theme)
    some_territories()
    lead = an_organisation("aws", ["founding"], theme, country="AT", city="Wien", lon=Decimal("16.37"), lat=48)
    an_organisation("berlin", country="DE")
    action = an_action("vinci", theme, lead=lead, figures=[a_figure(), a_figure("firms", None)])
    a_seat("lead", kind=SeatKind.LEAD, organisation=lead, action=action)
    recommendation = a_recommendation(themes=[theme], sources=["report"])
    link_evidence(from_record=action.record, to_record=recommendation.record, kind=EvidenceKind.SUPPORTS, by=None)
    some_news("launch", theme)
    a_publication("paper", theme, lead)
    return theme


def some_territories():
    codes = [("AT", "Österreich"), ("AT1", "Ostösterreich"), ("AT13", "Wien"), ("EL", "Ελλάδα")]
    rows = [TerritoryRow(2024, code, name, lon=Decimal("16.37"), lat=Decimal("48.21")) for code, name in codes]
    return put_territories(code_list=a_list(), rows=[*rows, TerritoryRow(2021, "AT", "Österreich")], by=None)


def some_news(slug, theme, date="2014-06-30"):
    texts = {"en": {"title": slug.capitalize(), "lead": "It begins.", "body": "<p>All of it.</p>"}}
    given = {"date": Period.parse(date), "texts": texts, "themes": [theme], "sources": ["report"], "related": []}
    return put_news(page=None, slug=slug, by=None, **given)


def a_publication(slug, theme, publisher=None):
    given = {
        "date": Period.parse("2013"),
        "kind": PublicationKind.THEMATIC_PAPER,
        "url": "https://example.org/paper",
        "texts": {"en": {"title": slug.capitalize(), "summary": "What was learnt."}},
        "themes": [theme],
        "sources": ["report"],
    }
    return put_publication(page=None, slug=slug, publisher=publisher, by=None, **given)


def many_more(theme, count=30):
    """Add to every list, each with all that can hang on it."""
    group = a_group("second", 2)
    for number in range(2, count + 2):
        source = a_source(f"source-{number}").key
        desk = a_theme(f"desk-{number}", kind=ThemeKind.DESK, parent=theme)
        organisation = an_organisation(f"town-{number}", [MembershipKind.COMMITTED], desk, country="IT")
        figures = [a_figure(f"figure-{number}", number, sources=[source])]
        an_action(f"action-{number}", theme, lead=organisation, partners=[organisation], figures=figures)
        put_recommendation(
            slug=f"recommendation-{number}",
            number=number,
            group=group,
            themes=[theme, desk],
            texts={"en": {"title": f"Do {number}", "paraphrase": "", "note": ""}},
            by=None,
        )
        some_news(f"news-{number}", theme)
        a_publication(f"paper-{number}", theme, organisation)
