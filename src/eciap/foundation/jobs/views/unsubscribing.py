"""No more letters of a kind: a page with a button, and the one click of a mail program (RFC 8058). No sign-in.

A GET changes nothing, for mail programs and scanners follow every link.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from eciap.foundation.jobs import operations, queries
from eciap.foundation.jobs.purposes import UnknownPurpose, purpose_called
from eciap.foundation.jobs.tokens import NoSuchWish, wish_of


# Exempt from the CSRF check: a mail program posts here without having seen a page. The token says whose letters.
@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether letters of a purpose are wanted, and note the answer."""
    try:
        wish = wish_of(token)
        purpose = purpose_called(wish.purpose)
        if request.method == "POST" and "again" in request.POST:
            operations.subscribe_again(wish=wish)
        elif request.method == "POST":
            operations.unsubscribe(wish=wish)
    except (NoSuchWish, UnknownPurpose, operations.NotOptional) as unknown:
        raise Http404 from unknown
    context = {"purpose": purpose, "unwanted": queries.has_unsubscribed(wish), "answered": request.method == "POST"}
    return render(request, "jobs/unsubscribe.html", context)
