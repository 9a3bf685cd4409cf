"""One's own account: who one is, how one signs in, where one is signed in."""

from allauth.account.utils import get_next_redirect_url
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from eciap.foundation.accounts import operations, queries
from eciap.foundation.accounts.forms.account import AboutMeForm
from eciap.foundation.accounts.models import Person


def signed_in(request: HttpRequest) -> Person:
    """Return who is here; for views that the middleware lets nobody else into."""
    if isinstance(request.user, Person):
        return request.user
    raise PermissionDenied


def account(request: HttpRequest) -> HttpResponse:
    """Show and change what a person says of themself."""
    person = signed_in(request)
    form = AboutMeForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        operations.describe_person(person=person, by=person, **form.cleaned_data)
        messages.success(request, _("Your account says so now."))
        return redirect("account")
    return render(
        request,
        "accounts/account.html",
        {"form": form, "sessions": queries.sessions_of(person, at=timezone.now()).count()},
    )


def second_factor(request: HttpRequest) -> HttpResponse:
    """Say why a second factor is asked for and how to set one up; who has one goes on to where they wanted to go."""
    way_back = get_next_redirect_url(request)
    if queries.lacks_second_factor(signed_in(request)):
        return render(request, "accounts/second_factor.html", {"way_back": way_back or ""})
    return redirect(way_back or "account")
