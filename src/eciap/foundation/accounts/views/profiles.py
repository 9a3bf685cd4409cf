"""What a person tells of themself, and the page on which everybody sees what they have published."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from eciap.foundation.accounts import operations, queries
from eciap.foundation.accounts.forms.account import ProfileForm
from eciap.foundation.accounts.views.account import signed_in
from eciap.foundation.ui.reading import public_page


def profile(request: HttpRequest) -> HttpResponse:
    """Show and change what the reader tells of themself."""
    person = signed_in(request)
    own = queries.profile_of(person)
    form = ProfileForm(request.POST or None, person=person, profile=own)
    if request.method == "POST" and form.is_valid():
        operations.write_profile(
            person=person, slug=form.cleaned_data["slug"], told=form.told, published=form.published, by=person
        )
        messages.success(request, _("Your profile says so now."))
        return redirect("accounts_profile")
    shown = queries.public_profile(own.slug) if own else None
    return render(request, "accounts/profile.html", {"form": form, "shown": shown})


@public_page
def public(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what somebody has published of themself.

    Raises:
        Http404: when nobody is at this address, or has published anything.

    """
    shown = queries.public_profile(slug)
    if shown is None:
        raise Http404
    return render(request, "accounts/public_profile.html", {"shown": shown})
