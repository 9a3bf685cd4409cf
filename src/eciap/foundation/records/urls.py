"""Addresses of records: the search."""

from django.urls import path

from eciap.foundation.records import views

app_name = "records"
urlpatterns = [path("search/", views.search_page, name="search")]
