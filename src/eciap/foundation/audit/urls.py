"""Addresses of the log: for the secretariat, and its heads for everybody."""

from django.urls import path

from eciap.foundation.audit import views

app_name = "audit"
urlpatterns = [
    path("log/", views.log, name="log"),
    path("log/entries.csv", views.export, name="export"),
    path("log/states/", views.states, name="states"),
    path("log/heads/", views.heads, name="heads"),
    path("log/heads.json", views.heads_as_json, name="heads_as_json"),
]
