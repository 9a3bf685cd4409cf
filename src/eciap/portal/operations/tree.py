"""The trunk of the page tree and who may write on it: front page, lists, groups, and the way a page is approved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group as AuthGroup
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext, gettext_noop, override
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from eciap.foundation.audit.operations import log
from eciap.portal.enums import Group
from eciap.portal.models import HomePage, NewsIndexPage, PortalPage, PublicationIndexPage
from eciap.portal.queries import home_page

if TYPE_CHECKING:
    from eciap.foundation.accounts.models import Person

INDEXES = (
    (NewsIndexPage, "news", gettext_noop("News")),
    (PublicationIndexPage, "publications", gettext_noop("Publications")),
)
WRITE = ("add_page", "change_page")
PUBLISH = (*WRITE, "publish_page", "lock_page", "unlock_page")
MEDIA = ("add_picture", "change_picture", "choose_image", "add_document", "change_document", "choose_document")
WORKFLOW = "Review by the secretariat"


@transaction.atomic
def prepare_tree(*, by: Person | None) -> HomePage:
    """Have a front page with lists of news and publications in every language, and serve it at the root.

    What is there stays as it is; Wagtail's own welcome page goes.
    """
    languages = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
    for code in languages:
        Locale.objects.get_or_create(language_code=code)
    home = home_page() or _plant_home()
    for code in languages:
        if not home.get_translations(inclusive=True).filter(locale__language_code=code).exists():
            _plant_translation(home, code, slug=f"home-{code}", headline=home.headline)
    for index, slug, title in INDEXES:
        _plant_index(home, index, slug, title)
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "root_page": home.page_ptr,
            "hostname": address.hostname or "localhost",
            "port": address.port or (443 if address.scheme == "https" else 80),
        },
    )
    for welcome in Page.objects.filter(depth=2, content_type=ContentType.objects.get_for_model(Page)):
        welcome.delete()
    log("portal.tree.prepared", by=by, data={"home": home.pk})
    return home


@transaction.atomic
def prepare_groups(*, by: Person | None) -> Mapping[str, AuthGroup]:
    """Let editors write all pages and publish news and publications, and the secretariat publish and approve all.

    The groups have exactly these rights afterwards, and pages are reviewed by the secretariat before they go out.
    """
    home = prepare_tree(by=by)
    groups = {name: AuthGroup.objects.get_or_create(name=name)[0] for name in Group.values}
    homes = Page.objects.filter(translation_key=home.translation_key)
    lists = Page.objects.filter(slug__in=["news", "publications"], depth=3)
    _grant_pages(groups[Group.EDITORS], {WRITE: homes, PUBLISH: lists})
    _grant_pages(groups[Group.SECRETARIAT], {PUBLISH: homes})
    for group in groups.values():
        _grant_media(group)
        group.permissions.set(Permission.objects.filter(codename__in=["access_admin", "submit_translation"]))
    _prepare_review(groups[Group.SECRETARIAT], homes)
    AuthGroup.objects.filter(name="Moderators").delete()
    log("portal.groups.prepared", by=by, data={"groups": sorted(groups)})
    return groups


def _plant_home() -> HomePage:
    original = settings.LANGUAGE_CODE
    home = HomePage(
        title=settings.WAGTAIL_SITE_NAME,
        headline=settings.WAGTAIL_SITE_NAME,
        slug=f"home-{original}",
        locale=Locale.objects.get(language_code=original),
    )
    Page.get_first_root_node().add_child(instance=home)
    return home


def _plant_index(home: HomePage, kind: type[PortalPage], slug: str, title: str) -> None:
    index = kind.objects.filter(locale=home.locale).order_by("path").first()
    if index is None:
        index = kind(title=_in_language(title, home.locale.language_code), slug=slug, locale=home.locale)
        home.add_child(instance=index)
    for locale in Locale.objects.exclude(pk=home.locale_id):
        if not index.has_translation(locale):
            _plant_translation(index, locale.language_code, title=_in_language(title, locale.language_code))


def _plant_translation(page: PortalPage, language: str, **changes: Any) -> None:
    """Plant what the page is in another language beside the translation of its parent, already published."""
    locale = Locale.objects.get(language_code=language)
    parent = page.get_parent().specific
    given = {"title": page.title, "slug": page.slug, **changes}
    translation = type(page)(translation_key=page.translation_key, locale=locale, **given)
    (parent if parent.is_root() else parent.get_translation(locale)).add_child(instance=translation)


def _in_language(words: str, language: str) -> str:
    with override(language):
        return gettext(words)


def _grant_pages(group: AuthGroup, rights: Mapping[tuple[str, ...], Any]) -> None:
    wanted = {
        (page.pk, permission.pk)
        for codenames, pages in rights.items()
        for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames)
        for page in pages
    }
    for granted in GroupPagePermission.objects.filter(group=group).order_by("pk"):
        if (granted.page_id, granted.permission_id) not in wanted:
            granted.delete()
    GroupPagePermission.objects.bulk_create(
        (GroupPagePermission(group=group, page_id=page, permission_id=permission) for page, permission in wanted),
        ignore_conflicts=True,
    )


def _grant_media(group: AuthGroup) -> None:
    of_media = Q(content_type__app_label="portal", content_type__model="picture") | Q(
        content_type__app_label="wagtaildocs", content_type__model="document"
    )
    everything = Collection.get_first_root_node()
    GroupCollectionPermission.objects.bulk_create(
        (
            GroupCollectionPermission(group=group, collection=everything, permission=permission)
            for permission in Permission.objects.filter(of_media, codename__in=MEDIA)
        ),
        ignore_conflicts=True,
    )


def _prepare_review(secretariat: AuthGroup, homes: Any) -> None:
    task = GroupApprovalTask.objects.filter(name=WORKFLOW).first() or GroupApprovalTask.objects.create(name=WORKFLOW)
    task.groups.set([secretariat])
    workflow, _created = Workflow.objects.get_or_create(name=WORKFLOW)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    for page in homes:
        WorkflowPage.objects.update_or_create(page=page, defaults={"workflow": workflow})
    Workflow.objects.exclude(pk=workflow.pk).update(active=False)
