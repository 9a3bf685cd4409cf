"""Pages come from content files: written once, unchanged the second time, never over what an editor has changed."""

import pytest

from eciap.alliance import operations as alliance
from eciap.foundation.exchange.folder import BrokenContent
from eciap.foundation.exchange.operations import load_content
from eciap.foundation.languages.periods import Period
from eciap.portal.imports import SECTIONS
from eciap.portal.models import HomePage, NewsPage, PublicationPage, TextPage

pytestmark = pytest.mark.django_db

HOME = """
milestones: [start]
texts:
  en: {headline: Learn from each other, lead: Together.}
  fr: {headline: Apprendre les uns des autres, translator: editorial}
"""
NEWS = """
- key: opening
  date: 2014-06
  themes: [vouchers]
  related: [pilot]
  texts:
    en: {title: Opening, lead: It opens., body: <p>It opened.</p>}
    fr: {title: Ouverture, lead: Elle ouvre., body: <p>Elle a ouvert.</p>, translator: editorial}
"""
PAPERS = """
- key: paper
  date: 2014
  kind: flyer
  publisher: agency
  themes: [vouchers]
  url: https://example.org/paper
  texts:
    en: {title: Paper, summary: What it says.}
- key: lost-paper
  texts:
    en: {title: Lost paper}
"""
PAGES = """
- key: about
  slug: about
  texts:
    en: {title: About, lead: Who we are., body: <p>We.</p>}
"""


@pytest.fixture
def folder(tmp_path, small_alliance):
    words = {"en": {"what": "It began."}}
    alliance.put_chronicle_entry(slug="start", period=Period.parse("2012"), kind="founding", texts=words, by=None)
    files = {"home.yaml": HOME, "news.yaml": NEWS, "publications.yaml": PAPERS, "pages.yaml": PAGES}
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def load(folder):
    return load_content(folder=folder, by=None, only=SECTIONS).counts()


def test_all_kinds_of_pages_are_written(folder, small_alliance):
    assert load(folder) == {"created": 5, "updated": 0, "unchanged": 0, "kept": 0}

    home = HomePage.objects.get(locale__language_code="fr")
    assert (home.headline, home.lead) == ("Apprendre les uns des autres", "")
    assert [m.record.address for m in home.milestones.all()] == ["/timeline/#start"]
    news = NewsPage.objects.get(locale__language_code="fr")
    assert (news.title, str(news.date), list(news.themes.all())) == ("Ouverture", "2014-06", [small_alliance.theme])
    assert [link.record for link in news.related.all()] == [small_alliance.action.record]
    paper, lost = PublicationPage.objects.order_by("-slug")
    assert (paper.publisher, paper.kind, paper.url) == (small_alliance.member, "flyer", "https://example.org/paper")
    assert (lost.date, lost.publisher, lost.url, lost.summary) == (None, None, "", "")
    assert TextPage.objects.get().url == "/about/"


def test_a_second_run_changes_nothing(folder):
    load(folder)
    assert load(folder) == {"created": 0, "updated": 0, "unchanged": 5, "kept": 0}


def test_what_an_editor_has_changed_is_kept(folder):
    load(folder)
    page = NewsPage.objects.get(locale__language_code="fr")
    page.title = "Ouverture retardée"
    page.save_revision()
    (folder / "news.yaml").write_text(NEWS.replace("It opens.", "It opened."))
    (folder / "pages.yaml").write_text(PAGES.replace("Who we are.", "Who we were."))

    assert load(folder) == {"created": 0, "updated": 1, "unchanged": 3, "kept": 1}
    assert NewsPage.objects.get(locale__language_code="en").lead == "It opens."
    assert TextPage.objects.get().lead == "Who we were."


@pytest.mark.parametrize(
    ("name", "right", "wrong", "said"),
    [
        ("news.yaml", "date: 2014-06", "date: null", "news.yaml, line 3, date: news have a date"),
        ("news.yaml", "[vouchers]", "[nothing]", "news.yaml, line 4, themes: nothing is called “nothing”"),
        ("news.yaml", "[pilot]", "[pilot, nobody]", "news.yaml, line 5, related: nothing is called “nobody”"),
        ("publications.yaml", "agency", "nobody", "publications.yaml, line 5, publisher: nothing is called “nobody”"),
        ("home.yaml", "[start]", "[opening]", "home.yaml, line 2, milestones: nothing is called “opening”"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(folder, name, right, wrong, said):
    file = folder / name
    file.write_text(file.read_text().replace(right, wrong, 1))
    with pytest.raises(BrokenContent) as broken:
        load(folder)
    assert str(broken.value).splitlines() == [said]
    assert NewsPage.objects.count() == 0


def test_what_an_editor_has_taken_off_stays_off(folder):
    load(folder)
    NewsPage.objects.get(locale__language_code="fr").unpublish()
    (folder / "news.yaml").write_text(NEWS.replace("It opens.", "It opened."))

    assert load(folder) == {"created": 0, "updated": 0, "unchanged": 4, "kept": 1}
    assert NewsPage.objects.get(locale__language_code="fr").live is False
