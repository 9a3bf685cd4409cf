"""Routes of what people have published of themselves: one address per language."""

from django.urls import path

from eciap.foundation.accounts.views import profiles

app_name = "people"
urlpatterns = [path("people/<slug:slug>/", profiles.public, name="person")]
