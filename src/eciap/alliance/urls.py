"""Where the public reads about the alliance."""

from django.urls import path

from eciap.alliance import feeds
from eciap.alliance.views import actions, members, timeline
from eciap.foundation.ui.reading import public_page

app_name = "alliance"
urlpatterns = [
    path("actions/", actions.action_list, name="actions"),
    path("actions/<slug:slug>/", actions.action, name="action"),
    path("members/", members.member_list, name="members"),
    path("members/<slug:slug>/", members.member, name="member"),
    path("timeline/", timeline.timeline, name="timeline"),
    path("timeline/feed/", public_page(feeds.ChronicleFeed()), name="timeline_feed"),
]
