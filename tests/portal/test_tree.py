"""The trunk of the tree, who may write on it, and the review before a page goes out."""

import pytest
from django.contrib.auth.models import Group
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


def rights():
    """All rights on pages and all reviews that are in use."""
    granted = GroupPagePermission.objects.order_by("pk").values_list(
        "group__name", "page__slug", "permission__codename"
    )
    return list(granted), list(Workflow.objects.filter(active=True).order_by("pk").values_list("name", flat=True))


def test_groups_begin_with_our_rights_and_none_of_wagtails():
    root = Page.get_first_root_node()
    assert GroupPagePermission.objects.filter(page=root).count() > 0
    prepare_groups(by=None)
    assert GroupPagePermission.objects.filter(page=root).count() == 0
    assert list(Group.objects.order_by("name").values_list("name", flat=True)) == ["Editors", "Secretariat"]
    assert rights()[1] == ["Review by the secretariat"]


def test_what_an_operator_has_changed_of_the_groups_stays():
    about = written.text_page()
    groups = prepare_groups(by=None)
    GroupPagePermission.objects.create(group=groups["Editors"], page=about, permission_type="publish")
    GroupPagePermission.objects.filter(group=groups["Secretariat"], permission__codename="lock_page").delete()
    groups["Editors"].permissions.clear()
    Workflow.objects.create(name="Two pairs of eyes", active=True)
    before = rights()

    prepare_groups(by=None)
    assert rights() == before
    assert groups["Editors"].permissions.count() == 0


def test_a_page_is_reviewed_by_the_secretariat_before_it_goes_out():
    prepare_groups(by=None)
    review = Workflow.objects.get(active=True)
    assert [str(task.specific.groups.get()) for task in review.tasks] == ["Secretariat"]
    homes = HomePage.objects.order_by("pk").values_list("pk", flat=True)
    assert list(WorkflowPage.objects.filter(workflow=review).order_by("page").values_list("page", flat=True)) == list(
        homes
    )
    assert NewsIndexPage.objects.first().get_workflow() == review


@pytest.mark.parametrize("group", ["Editors", "Secretariat"])
def test_nobody_takes_away_what_menus_lead_to(group):
    prepare_groups(by=None)
    for trunk in (HomePage.objects.first(), NewsIndexPage.objects.first()):
        assert may(group, trunk)[2] is False
        rights = trunk.permissions_for_user(Person.objects.last())
        assert (rights.can_unpublish(), rights.can_move(), rights.can_edit()) == (False, False, True)
