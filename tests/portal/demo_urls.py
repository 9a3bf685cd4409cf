"""The routes as demo mode has them."""

from django.urls import include, path

from eciap.config import urls

handler403, handler404 = urls.handler403, urls.handler404
urlpatterns = [path("", include("eciap.portal.urls.demo")), *urls.urlpatterns]
