"""The one way out for files."""

from django.urls import path

from eciap.foundation.files import views

urlpatterns = [path("files/<uuid:uuid>/<str:name>", views.stored_file, name="file")]
