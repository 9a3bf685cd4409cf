"""The language of a request: that of its address, else the one that the visitor chose or the browser asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.middleware.locale import LocaleMiddleware as DjangoLocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

# Addresses that have no language of their own: an unknown one must stay a plain 404 and not become a redirect.
WITHOUT_LANGUAGE = ("/api/", "/static/", "/media/", "/admin/", "/cms/", "/accounts/", "/demo/")


class LocaleMiddleware(DjangoLocaleMiddleware):
    """Django's, but it leaves alone what answers machines or has one address for all languages."""

    def process_request(self, request: HttpRequest) -> None:
        """Take the language from the address; Django would take English for one that has none, sign-in included."""
        if not request.path_info.startswith(WITHOUT_LANGUAGE):
            super().process_request(request)
            return
        translation.activate(translation.get_language_from_request(request))
        request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Say the language of the answer; redirect to a language only where addresses have one."""
        if request.path_info.startswith(WITHOUT_LANGUAGE):
            response.headers.setdefault("Content-Language", translation.get_language() or "en")
            patch_vary_headers(response, ["Accept-Language"])
            return response
        return super().process_response(request, response)
