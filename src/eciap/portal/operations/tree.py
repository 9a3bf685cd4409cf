"""The trunk of the page tree and who may write on it: front page, lists, groups, and the way a page is approved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
MEDIA = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")
OF_THE_DESK = ("access_admin", "submit_translation", "add_redirect", "change_redirect", "delete_redirect")
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

    Rights are given once, and later only on pages that nobody has any on, as in a new language: what an operator has
    changed since stays.
    """
    home = prepare_tree(by=by)
    first = not AuthGroup.objects.filter(name=Group.SECRETARIAT).exists()
    groups = {name: AuthGroup.objects.get_or_create(name=name)[0] for name in Group.values}
    if first:
        _take_wagtails_groups(groups.values())
    homes = Page.objects.filter(translation_key=home.translation_key)
    lists = Page.objects.filter(slug__in=["news", "publications"], depth=3)
    taken = set(GroupPagePermission.objects.values_list("page", flat=True))
    new_homes, new_lists = ([page for page in pages if page.pk not in taken] for pages in (homes, lists))
    _grant_pages(groups[Group.EDITORS], {WRITE: new_homes, PUBLISH: new_lists})
    _grant_pages(groups[Group.SECRETARIAT], {PUBLISH: new_homes})
    _prepare_review(groups[Group.SECRETARIAT], new_homes)
    if new_homes or new_lists:
        log("portal.groups.prepared", by=by, data={"groups": sorted(groups), "pages": len(new_homes) + len(new_lists)})
    return groups


def _take_wagtails_groups(groups: Iterable[AuthGroup]) -> None:
    """Begin with our own rights and review instead of those that Wagtail brings along."""
    AuthGroup.objects.filter(name="Moderators").delete()
    Workflow.objects.update(active=False)
    for group in groups:
        GroupPagePermission.objects.filter(group=group).delete()
        group.permissions.set(Permission.objects.filter(codename__in=OF_THE_DESK))
        _grant_media(group)


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


def _grant_pages(group: AuthGroup, rights: Mapping[tuple[str, ...], Iterable[Page]]) -> None:
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page=page, permission=permission)
        for codenames, pages in rights.items()
        for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames)
        for page in pages
    )


def _grant_media(group: AuthGroup) -> None:
    # Wagtail asks for the rights on its own kinds, whatever our pictures are.
    of_media = Q(content_type__app_label="wagtailimages", content_type__model="image") | Q(
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
