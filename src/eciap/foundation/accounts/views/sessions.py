"""Where one is signed in, and signing out there from here."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from eciap.foundation.accounts import operations, queries
from eciap.foundation.accounts.display import device_named
from eciap.foundation.accounts.views.account import signed_in


def sessions(request: HttpRequest) -> HttpResponse:
    """List where the reader is signed in."""
    own = [
        {
            "session": session,
            "device": device_named(session.user_agent),
            "is_here": session.session_key == _key(request),
        }
        for session in queries.sessions_of(signed_in(request), at=timezone.now())
    ]
    return render(
        request, "accounts/sessions.html", {"sessions": own, "others": sum(not one["is_here"] for one in own)}
    )


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign the reader out on one device.

    Raises:
        Http404: when the session is not the reader's, or has ended.

    """
    person = signed_in(request)
    session = queries.sessions_of(person, at=timezone.now()).filter(pk=pk).first()
    if session is None:
        raise Http404
    operations.end_session(session=session, by=person)
    messages.success(request, _("You are signed out there."))
    return redirect("accounts_sessions")


@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """Sign the reader out everywhere else."""
    person = signed_in(request)
    operations.end_other_sessions(person=person, kept=_key(request), by=person)
    messages.success(request, _("You are signed out everywhere else."))
    return redirect("accounts_sessions")


def _key(request: HttpRequest) -> str:
    return request.session.session_key or ""
