"""Addresses of the interface itself; none of them carries a language."""

from django.urls import path

from eciap.foundation.ui import views

app_name = "ui"
urlpatterns = [
    path("scheme/", views.scheme, name="scheme"),
    path("language/<str:code>/", views.language, name="language"),
    path("favicon.svg", views.favicon, name="favicon"),
    path("favicon.ico", views.old_favicon),
    path("marks/<str:hue>/<path:identifier>.svg", views.mark, name="mark"),
    path("marks/<str:hue>/<path:identifier>.png", views.card, name="card"),
    path("styleguide/", views.styleguide, name="styleguide"),
]
