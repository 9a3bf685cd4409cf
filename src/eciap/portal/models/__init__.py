"""Wagtail's pages, one kind a module; what hangs on them is kept on their record."""

from eciap.portal.models.home import HomeMilestone, HomePage
from eciap.portal.models.news import NewsIndexPage, NewsPage, NewsRelated, NewsSource
from eciap.portal.models.pages import PageRecord, PortalPage
from eciap.portal.models.pictures import Picture, PictureRendition
from eciap.portal.models.prose import TextPage, TextSource
from eciap.portal.models.publications import (
    PublicationIndexPage,
    PublicationPage,
    PublicationRelated,
    PublicationSource,
)

__all__ = [
    "HomeMilestone",
    "HomePage",
    "NewsIndexPage",
    "NewsPage",
    "NewsRelated",
    "NewsSource",
    "PageRecord",
    "Picture",
    "PictureRendition",
    "PortalPage",
    "PublicationIndexPage",
    "PublicationPage",
    "PublicationRelated",
    "PublicationSource",
    "TextPage",
    "TextSource",
]
