"""One's own data: what one agreed to, what is held and for how long, taking it along, being erased."""

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from eciap.foundation.accounts import operations, queries
from eciap.foundation.accounts.exports import archive_of
from eciap.foundation.accounts.registry import mydata, purposes, retention
from eciap.foundation.accounts.views.account import signed_in


def my_data(request: HttpRequest) -> HttpResponse:
    """Show what is asked of the reader, what is held of them and for how long."""
    person = signed_in(request)
    context = {
        "answers": queries.answers_of(person),
        "parts": mydata.parts().values(),
        "rules": retention.RULES.values(),
        "erasure": queries.erasure_of(person),
    }
    return render(request, "accounts/my_data.html", context)


@require_POST
def answer(request: HttpRequest, key: str) -> HttpResponse:
    """Take the reader's yes or no to a purpose.

    Raises:
        Http404: when nobody asks for this purpose.

    """
    person = signed_in(request)
    purpose = purposes.purpose_named(key)
    if purpose is None:
        raise Http404
    if request.POST.get("answer") == "yes":
        operations.give_consent(
            person=person, purpose=purpose, language=get_language() or "", by=person, at=timezone.now()
        )
        messages.success(request, _("Thank you. You may withdraw it at any time."))
    else:
        operations.withdraw_consent(person=person, purpose=purpose.key, by=person, at=timezone.now())
        messages.success(request, _("It is withdrawn."))
    return redirect("accounts_my_data")


@require_POST
@reauthentication_required
def download(request: HttpRequest) -> FileResponse:
    """Hand out everything that is held of the reader."""
    now = timezone.now()
    archive = archive_of(signed_in(request), at=now)
    return FileResponse(archive, as_attachment=True, filename=f"my-data-{now:%Y-%m-%d}.zip")


@reauthentication_required
def erase(request: HttpRequest) -> HttpResponse:
    """Say what goes, what stays and why; then take the reader's word for it."""
    person = signed_in(request)
    if request.method == "POST":
        erasure = operations.ask_for_erasure(person=person, by=person, at=timezone.now())
        get_adapter().send_notification_mail("account/email/erasure_asked", person, {"due_at": erasure.due_at})
        messages.success(request, _("Your account will be erased. Until then you may think better of it."))
        return redirect("accounts_my_data")
    fates = [(part.title, part.fate(person)) for part in mydata.parts().values()]
    context = {
        "goes": [what for _title, fate in fates for what in fate.goes],
        "stays": [staying for _title, fate in fates for staying in fate.stays],
        "days": operations.COOLING_OFF.days,
    }
    return render(request, "accounts/erase.html", context)


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Let the reader think better of it."""
    person = signed_in(request)
    operations.keep_account(person=person, by=person)
    messages.success(request, _("Your account stays."))
    return redirect("accounts_my_data")
