"""Pages as stories need them: one call, only what the story is about is named."""

from eciap.foundation.languages.periods import Period
from eciap.foundation.records.operations import put_source
from eciap.portal import operations
from eciap.portal.models import NewsPage

BODY = "<p>It opened <em>today</em>.</p><ul><li>One</li><li>Two</li></ul>"
CORPS = "<p>Elle a ouvert <em>aujourd’hui</em>.</p><ul><li>Un</li><li>Deux</li></ul>"


def words(title="Opening", lead="It opens.", body=BODY):
    return {"title": title, "lead": lead, "body": body}


def bilingual():
    return {"en": words(), "fr": words("Ouverture", "Elle ouvre.", CORPS)}


def news(slug="opening", *, texts=None, date="2014-06", page=None, **given):
    given = {"themes": [], "sources": [], "related": [], "by": None, **given}
    texts = texts or {"en": words()}
    return operations.put_news(page=page, slug=slug, date=Period.parse(date), texts=texts, **given)


def publication(slug="paper", *, texts=None, **given):
    given = {"page": None, "date": None, "kind": "other", "publisher": None, "url": "", "themes": [], **given}
    texts = texts or {"en": {"title": "Paper", "summary": "What it says."}}
    return operations.put_publication(slug=slug, texts=texts, **{"sources": [], "by": None, **given})


def text_page(slug="about", *, texts=None, **given):
    return operations.put_text_page(
        **{"page": None, "by": None, **given}, slug=slug, texts=texts or {"en": words("About")}
    )


def home(texts=None, milestones=()):
    texts = texts or {"en": {"title": "Front page", "headline": "Learn from each other", "lead": "Together."}}
    return operations.put_home(texts=texts, milestones=list(milestones), by=None)


def source(key="report"):
    return put_source(key=key, title=key.title(), by=None)


def in_language(page, language):
    return type(page).objects.filter(translation_key=page.translation_key, locale__language_code=language).first()


def french_news(slug="opening"):
    return NewsPage.objects.get(slug=slug, locale__language_code="fr")
