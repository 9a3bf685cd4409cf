"""Addresses for the machines that look after the platform."""

from django.urls import path

from eciap.foundation.jobs import views

app_name = "jobs"
urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]
