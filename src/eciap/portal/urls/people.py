"""What people open beside Wagtail's pages, and the names of the pages that menus lead to: one address per language."""

from django.urls import path

from eciap.foundation.ui.reading import public_page
from eciap.portal import feeds
from eciap.portal.views import named, themes

NAMED = ("news", "publications", "about", "accessibility", "privacy", "legal")

app_name = "portal"
urlpatterns = [
    path("themes/", themes.theme_list, name="themes"),
    path("themes/<slug:slug>/", themes.theme, name="theme"),
    path("news/feed/", public_page(feeds.NewsFeed()), name="news_feed"),
    path("publications/feed/", public_page(feeds.PublicationFeed()), name="publications_feed"),
    *(path(f"{slug}/", public_page(named.page), {"path": f"{slug}/"}, name=slug) for slug in NAMED),
]
