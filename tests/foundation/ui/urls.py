"""Addresses for tests of the interface: the platform's own and a few pages in each language."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import include, path

from eciap.foundation.ui import problems

handler400 = problems.bad_request
handler403 = problems.permission_denied
handler404 = problems.not_found
handler500 = problems.server_error


@login_not_required
def page(request, **kwargs):
    return render(request, "ui/base.html")


@login_not_required
def pages(request):
    return render(request, "tests/pages.html", {"page": Paginator(range(50), 10).get_page(request.GET.get("page"))})


@login_not_required
def trouble(request, kind):
    if kind == "many":
        return problems.too_many(request)
    raise {"forbidden": PermissionDenied, "bad": SuspiciousOperation, "broken": RuntimeError}[kind]


urlpatterns = [
    path("", include("eciap.foundation.ui.urls")),
    path("accounts/login/", page, name="account_login"),
    path("accounts/", page, name="account"),
    path("accounts/logout/", page, name="account_logout"),
    path("trouble/<str:kind>/", trouble),
    path("plain/", login_not_required(lambda request: HttpResponse(request.path)), name="plain"),
    *i18n_patterns(
        path("", page, name="front"),
        path("actions/", page, name="actions"),
        path("actions/<slug:slug>/", page, name="action"),
        path("members/", page, name="members"),
        prefix_default_language=False,
    ),
]
