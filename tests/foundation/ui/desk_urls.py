"""The platform's addresses and those of the toy desk."""

from django.urls import include, path

from eciap.config.urls import urlpatterns as ours
from tests.foundation.ui import desk

urlpatterns = [
    path("cms/toys/", include((desk.toys.get_urlpatterns(), "toys"))),
    path("cms/lookonly/", include((desk.lookonly.get_urlpatterns(), "lookonly"))),
    *ours,
]
