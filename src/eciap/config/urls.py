"""Every address of the platform, mounted from its contexts."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("", include("eciap.foundation.ui.urls")),
]
urlpatterns += i18n_patterns(prefix_default_language=False)

if settings.DEMO:
    urlpatterns += []
