"""What people open beside Wagtail's pages, and the names of the pages that menus lead to: one address per language."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from eciap.portal import feeds
from eciap.portal.views import named, themes

NAMED = ("news", "publications", "about", "accessibility", "privacy", "legal")

app_name = "portal"
urlpatterns = [
    path("themes/<slug:slug>/", themes.theme, name="theme"),
    path("news/feed/", feeds.NewsFeed(), name="news_feed"),
    path("publications/feed/", feeds.PublicationFeed(), name="publications_feed"),
    *(path(f"{slug}/", login_not_required(named.page), {"path": f"{slug}/"}, name=slug) for slug in NAMED),
]
