"""One's own account, and the doors that are closed: every other way to sign in leads to the one page for it."""

from urllib.parse import urlencode

from allauth.account.utils import get_next_redirect_url
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from eciap.foundation.accounts import operations
from eciap.foundation.accounts.forms.account import AboutMeForm
from eciap.foundation.accounts.models import Person


def signed_in(request: HttpRequest) -> Person:
    """Return who is here; for views that the middleware lets nobody else into."""
    if isinstance(request.user, Person):
        return request.user
    raise PermissionDenied


@login_not_required
@never_cache
def closed_door(request: HttpRequest, **kwargs: str) -> HttpResponse:
    """Send whoever knocks here to the one door, with the way back; who is inside already lacks a right.

    Raises:
        PermissionDenied: when the visitor is signed in: signing in again would not help, and would go in circles.

    """
    if request.user.is_authenticated:
        raise PermissionDenied
    way_back = get_next_redirect_url(request)
    address = reverse("account_login")
    return HttpResponseRedirect(f"{address}?{urlencode({'next': way_back})}" if way_back else address)


def account(request: HttpRequest) -> HttpResponse:
    """Show and change what a person says of themself."""
    person = signed_in(request)
    form = AboutMeForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        operations.describe_person(person=person, by=person, **form.cleaned_data)
        messages.success(request, _("Your account says so now."))
        return redirect("account")
    return render(request, "accounts/account.html", {"form": form})
