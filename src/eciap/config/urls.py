"""Every address of the platform, mounted from its contexts."""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from django.views.generic import RedirectView
from django.views.static import serve as serve_file
from wagtail import views as wagtail_views
from wagtail.admin import urls as wagtail_admin_urls
from wagtail.documents.views.serve import serve as serve_document
from wagtail.utils.urlpatterns import decorate_urlpatterns

from eciap.alliance.sitemaps import AllianceListSitemap, AllianceSitemap
from eciap.foundation.accounts.wagtail_hooks import account_of_editor
from eciap.foundation.ui.reading import public_page
from eciap.portal.sitemaps import ListSitemap, RecordSitemap
from eciap.roadmaps.sitemaps import RecommendationListSitemap, RecommendationSitemap

SITEMAPS = {
    "lists": ListSitemap,
    "pages": RecordSitemap,
    "alliance-lists": AllianceListSitemap,
    "alliance": AllianceSitemap,
    "recommendation-lists": RecommendationListSitemap,
    "recommendations": RecommendationSitemap,
}

# Wagtail's back office is made of inline scripts and styles and shows previews in a frame of its own.
CMS_CSP: dict[str, Collection[str]] = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "font-src": [CSP.SELF, "data:"],
    "connect-src": [CSP.SELF],
    "frame-src": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "object-src": [CSP.NONE],
}


decorate_urlpatterns(wagtail_admin_urls.urlpatterns, csp_override(CMS_CSP))

# What went wrong is said in the look of the site; `handler429` is allauth's.
handler400 = "eciap.foundation.ui.problems.bad_request"
handler403 = "eciap.foundation.ui.problems.permission_denied"
handler404 = "eciap.foundation.ui.problems.not_found"
handler429 = "eciap.foundation.ui.problems.too_many"
handler500 = "eciap.foundation.ui.problems.server_error"

# One address for all languages.
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("eciap.foundation.ui.urls")),
    path("", include("eciap.foundation.accounts.urls.account")),
    path("", include("eciap.foundation.jobs.urls")),
    path("", include("eciap.foundation.files.urls")),
    path("", include("eciap.api.urls")),
    path("", include("eciap.portal.urls.machines")),
    path("sitemap.xml", public_page(sitemap), {"sitemaps": SITEMAPS}, name="sitemap"),
    path("admin/", admin.site.urls),
    path("cms/account/", csp_override(CMS_CSP)(account_of_editor)),  # before Wagtail's own, which writes people
    path("cms/", include(wagtail_admin_urls)),
    # Open, and guarded by a hook of the portal: a document is for everybody once a published page links to it.
    re_path(r"^documents/(\d+)/(.*)$", public_page(serve_document), name="wagtaildocs_serve"),
    # Wagtail looks for this name before it sends a reader of a closed page to WAGTAIL_FRONTEND_LOGIN_URL.
    path(
        "_util/login/",
        public_page(RedirectView.as_view(url=settings.WAGTAIL_FRONTEND_LOGIN_URL)),
        name="wagtailcore_login",
    ),
    # The sizes of pictures that pages show, under names that nobody guesses; originals are not reached this way.
    path(
        "media/images/<path:path>",
        public_page(serve_file),
        {"document_root": settings.MEDIA_ROOT / "images"},
        name="picture",
    ),
]
if settings.DEMO:
    urlpatterns.append(path("", include("eciap.portal.urls.demo")))

# One address per language; the pages come last, for any path may be one.
urlpatterns += i18n_patterns(
    path("", include("eciap.foundation.audit.urls")),
    path("", include("eciap.foundation.records.urls")),
    path("", include("eciap.foundation.accounts.urls.people")),
    path("", include("eciap.alliance.urls")),
    path("", include("eciap.roadmaps.urls")),
    path("", include("eciap.portal.urls.people")),
    re_path(r"^((?:[\w\-]+/)*)$", public_page(wagtail_views.serve), name="wagtail_serve"),
    prefix_default_language=False,
)
