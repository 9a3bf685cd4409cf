"""Where the public reads the recommendations."""

from django.urls import path

from eciap.foundation.ui.reading import public_page
from eciap.roadmaps import feeds, views

app_name = "roadmaps"
urlpatterns = [
    path("recommendations/", views.recommendation_list, name="recommendations"),
    path("recommendations/feed/", public_page(feeds.RecommendationFeed()), name="feed"),
    path("recommendations/<slug:slug>/", views.recommendation, name="recommendation"),
]
