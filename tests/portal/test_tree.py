"""The trunk of the tree, who may write on it, and the review before a page goes out."""

import pytest
from wagtail.models import GroupPagePermission, Locale, Page, Site, Workflow, WorkflowPage

from eciap.foundation.accounts.models import Person
from eciap.portal.models import HomePage, NewsIndexPage, TextPage
from eciap.portal.operations import prepare_groups, prepare_tree
from eciap.portal.queries import default_site, written_home_page
from tests.portal import written

pytestmark = pytest.mark.django_db


def tree():
    return list(
        Page.objects.filter(depth__gt=1).order_by("path").values_list("url_path", "live", "locale__language_code")
    )


def test_the_tree_is_planted_once_in_every_language(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://alliance.example"
    prepare_tree(by=None)

    assert tree() == [
        ("/home-en/", True, "en"),
        ("/home-en/news/", True, "en"),
        ("/home-en/publications/", True, "en"),
        ("/home-fr/", True, "fr"),
        ("/home-fr/news/", True, "fr"),
        ("/home-fr/publications/", True, "fr"),
    ]
    site = default_site()
    assert (site.hostname, site.port) == ("alliance.example", 443)
    assert written_home_page() is None
    before = list(Page.objects.order_by("pk").values_list("pk", "title"))
    prepare_tree(by=None)
    assert (list(Page.objects.order_by("pk").values_list("pk", "title")), Site.objects.count()) == (before, 1)


def test_only_the_welcome_page_of_wagtail_goes():
    home = prepare_tree(by=None)
    other = HomePage(title="Another root", headline="Another root", slug="other", locale=home.locale)
    Page.get_first_root_node().add_child(instance=other)
    text = TextPage(title="Left here", slug="left-here", locale=home.locale)
    Page.get_first_root_node().add_child(instance=text)
    prepare_tree(by=None)
    assert Page.objects.filter(pk__in=[other.pk, text.pk]).count() == 2


def test_a_language_that_is_added_later_gets_its_lists(settings):
    prepare_tree(by=None)
    settings.WAGTAIL_CONTENT_LANGUAGES = [*settings.WAGTAIL_CONTENT_LANGUAGES, ("de", "German")]
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES
    prepare_tree(by=None)
    german = Locale.objects.get(language_code="de")
    assert [p.url_path for p in Page.objects.filter(locale=german).order_by("path")] == [
        "/home-de/", "/home-de/news/", "/home-de/publications/",
    ]  # fmt: skip


def may(group, page):
    person = Person.objects.create_user(f"{group}-{page.pk}@example.org".lower())
    person.groups.add(prepare_groups(by=None)[group])
    rights = page.permissions_for_user(Person.objects.get(pk=person.pk))
    return rights.can_edit(), rights.can_publish(), rights.can_delete()


def test_editors_publish_news_and_the_secretariat_everything():
    news, about = written.news(), written.text_page()
    assert may("Editors", news) == (True, True, True)
    assert may("Editors", about) == (True, False, False)
    assert may("Secretariat", news) == (True, True, True)
    assert may("Secretariat", about) == (True, True, True)


def test_groups_have_exactly_their_rights_whatever_they_had_before():
    groups = prepare_groups(by=None)
    root = Page.get_first_root_node()
    GroupPagePermission.objects.create(group=groups["Editors"], page=root, permission_type="publish")
    before = GroupPagePermission.objects.count()

    prepare_groups(by=None)
    assert GroupPagePermission.objects.count() == before - 1
    assert not GroupPagePermission.objects.filter(page=root, group=groups["Editors"]).exists()


def test_a_page_is_reviewed_by_the_secretariat_before_it_goes_out():
    prepare_groups(by=None)
    review = Workflow.objects.get(active=True)
    assert [str(task.specific.groups.get()) for task in review.tasks] == ["Secretariat"]
    homes = HomePage.objects.order_by("pk").values_list("pk", flat=True)
    assert list(WorkflowPage.objects.filter(workflow=review).order_by("page").values_list("page", flat=True)) == list(
        homes
    )
    assert NewsIndexPage.objects.first().get_workflow() == review
