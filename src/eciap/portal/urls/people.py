"""What people open beside Wagtail's pages: one address per language."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
