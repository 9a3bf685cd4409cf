"""Documents: for those at the desk, and for everybody once a published page links to them; never shown as a page."""

import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.models import PageViewRestriction

from eciap.foundation.accounts.models import Person
from eciap.portal.operations import prepare_groups
from tests.portal import written

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return Document.objects.create(title="Paper", file=ContentFile(b"%PDF-1.7", "paper.pdf"))


def article_about(document, **more):
    """Publish an article whose text links to a document."""
    page = written.news(**more)
    page.body = [("prose", f'<p><a linktype="document" id="{document.pk}">Paper</a></p>')]
    page.save_revision().publish()
    return page


def test_a_document_of_nobody_is_not_there(client, paper):
    assert client.get(paper.url).status_code == 404


def test_a_document_is_open_with_the_page_that_links_to_it(client, paper, run_due_jobs):
    page = article_about(paper)
    run_due_jobs()
    answer = client.get(paper.url)
    assert b"".join(answer) == b"%PDF-1.7"
    assert (answer.status_code, answer["Content-Disposition"]) == (200, 'attachment; filename="paper.pdf"')
    assert (answer["X-Content-Type-Options"], answer["Content-Security-Policy"]) == ("nosniff", "default-src 'none'")

    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert client.get(paper.url).status_code == 404


def test_a_document_goes_with_its_page(client, paper, run_due_jobs):
    page = article_about(paper)
    run_due_jobs()
    page.unpublish()
    assert client.get(paper.url).status_code == 404


def test_those_at_the_desk_open_every_document(client, paper):
    person = Person.objects.create_user("editor@example.org")
    client.force_login(person)
    assert client.get(paper.url).status_code == 404
    person.groups.add(prepare_groups(by=None)["Editors"])
    client.force_login(Person.objects.get(pk=person.pk))
    assert b"".join(client.get(paper.url)) == b"%PDF-1.7"
