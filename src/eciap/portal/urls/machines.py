"""What machines ask for: one address for all languages."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
