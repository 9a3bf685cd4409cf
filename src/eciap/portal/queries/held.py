"""What the portal holds of a person: pages, versions and pictures."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from eciap.foundation.accounts.registry.mydata import Fate, Holding, Staying
from eciap.portal.models import Picture

if TYPE_CHECKING:
    from eciap.foundation.accounts.models import Person


def pages_held_of(person: Person) -> Holding:
    """The pages that a person began, the versions they saved, and the pictures they brought, with their files."""
    pictures = list(Picture.objects.filter(uploaded_by_user=person).order_by("pk"))
    pages = Page.objects.filter(owner=person).order_by("pk")
    versions = Revision.objects.filter(user=person).order_by("pk")
    return Holding(
        {
            "pages": [{"title": page.title, "address": page.url_path, "live": page.live} for page in pages],
            "versions": list(versions.values("created_at", "object_str")),
            "pictures": [{"title": picture.title, "file": _file_name(picture)} for picture in pictures],
        },
        {_file_name(picture): partial(picture.file.storage.open, picture.file.name) for picture in pictures},
    )


def _file_name(picture: Picture) -> str:
    return f"{picture.pk}-{Path(picture.file.name).name}"


def fate_of_pages(person: Person) -> Fate:
    """What was written for the alliance stays the alliance's."""
    return Fate(
        goes=(_("your notes and drafts of forms in the editors’ desk"),),
        stays=(
            Staying(
                _("pages, their versions, pictures and connections between records that you made"),
                _("They belong to what the Alliance says in public. That they are yours is no longer known."),
            ),
        ),
    )
