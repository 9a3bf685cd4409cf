"""Editors at their desk: they change news and publish them, and submit other pages to the secretariat."""

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.models import Page

from eciap.foundation.accounts.models import Person
from eciap.foundation.audit.models import Entry
from eciap.portal.models import NewsPage, TextPage
from eciap.portal.operations import prepare_groups
from tests.portal import written

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    person = Person.objects.create_user("editor@example.org")
    person.groups.add(prepare_groups(by=None)["Editors"])
    client.force_login(person)
    return person


def form_of(client, page):
    """Return the fields of a page's form as a browser would send them."""
    form = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context["form"]
    fields = {field.html_name: field.value() for field in form}
    for name in form.formsets:
        fields |= {f"{name}-TOTAL_FORMS": 0, f"{name}-INITIAL_FORMS": 0}
    if "body" in fields:
        fields |= {"body-count": 0}
        del fields["body"]
    return {name: value for name, value in fields.items() if value not in (None, "", [])}


def send(client, page, **changes):
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {**form_of(client, page), **changes})


def test_an_editor_changes_and_publishes_news(client, editor):
    page = written.news()
    send(client, page, title="Opened at last", **{"action-publish": "1"})

    page = NewsPage.objects.get()
    assert (page.title, page.live, page.has_unpublished_changes) == ("Opened at last", True, False)
    assert "Opened at last</h1>" in client.get("/news/opening/").content.decode()
    told = Entry.objects.filter(verb="portal.page.recorded").latest("id")
    assert told.pseudonym == editor.pseudonym


@pytest.mark.filterwarnings("ignore:get_connection")  # Wagtail asks for mail in the old way
def test_a_standing_page_waits_for_the_secretariat(client, editor):
    page = written.text_page()
    approver = Person.objects.create_user("secretary@example.org")
    approver.groups.add(prepare_groups(by=None)["Secretariat"])
    send(client, page, title="About us", **{"action-publish": "1"})
    assert (TextPage.objects.get().title, TextPage.objects.get().live) == ("About", True)

    send(client, page, title="About us", **{"action-submit": "1"})
    state = TextPage.objects.get().current_workflow_state
    assert (state.status, str(state.current_task_state.task)) == ("in_progress", "Review by the secretariat")

    assert [(letter.to, "About us" in letter.subject) for letter in mail.outbox] == [(["secretary@example.org"], True)]

    state.current_task_state.approve(user=approver)
    assert TextPage.objects.get().title == "About us"


def test_a_preview_may_be_framed_by_the_editors_screen_alone(client, editor):
    page = written.news()
    answer = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert "Opening</h1>" in answer.content.decode()
    policies = dict(part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";"))
    assert (policies["frame-ancestors"], policies["default-src"]) == ("'self'", "'none'")
    public = client.get("/news/opening/").headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in public


def test_the_front_page_can_be_previewed(client, editor):
    home = written.home()
    answer = client.get(reverse("wagtailadmin_pages:view_draft", args=[home.pk]))
    assert "Learn from each other</h1>" in answer.content.decode()


def test_translators_find_the_french_page_beside_the_english_one(client, editor):
    written.news(texts=written.bilingual())
    answer = client.get(reverse("wagtailadmin_pages:edit", args=[written.french_news().pk]))
    assert answer.status_code == 200
    assert "Elle ouvre." in answer.content.decode()


@pytest.mark.parametrize(
    ("chooser", "words", "found"), [("record_chooser", "pilot", "PILOT"), ("source_chooser", "report", "Report")]
)
def test_records_and_sources_are_chosen_by_words(client, editor, small_alliance, chooser, words, found):
    written.source("report")
    written.source("slides")
    answer = client.get(reverse(f"{chooser}:choose_results"), {"q": words})
    assert [str(one) for one in answer.context["results"]] == [found]
    everything = client.get(reverse(f"{chooser}:choose")).json()
    assert found in everything["html"]


def test_the_desk_offers_nothing_that_leads_elsewhere(client, editor):
    html = client.get("/cms/").content.decode()
    assert Page.objects.count() > 0
    assert '"name": "help"' not in html
