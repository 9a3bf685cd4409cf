"""The doors that are closed: every other way to sign in leads to the one page for it."""

from urllib.parse import urlencode

from allauth.account.utils import get_next_redirect_url
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache


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
