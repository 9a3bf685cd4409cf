"""Where machines read: every endpoint behind the same door, the description, and an answer for what is not there."""

from django.urls import URLPattern, include, path, re_path
from django.views.generic import RedirectView

from eciap.api import views
from eciap.api.endpoints import api
from eciap.api.middleware import public
from eciap.foundation.ui.reading import public_page

_endpoints, _app, _namespace = api.urls
# Ninja's own root, which would only say that there is nothing, stands behind ours.
resources = [
    path(str(entry.pattern), public(entry.callback), name=entry.name)
    for entry in _endpoints
    if isinstance(entry, URLPattern) and entry.name != "api-root"
]

v1 = [
    path("openapi.json", public(views.openapi), name="openapi"),
    path("docs/", views.docs, name="docs"),
    path("docs", public_page(RedirectView.as_view(pattern_name="api:docs", permanent=True))),
    *resources,
]
urlpatterns = [
    path("api/v1/", include((v1, "api"))),
    re_path(r"^api/", public(views.nothing)),
]
