"""For the secretariat: what became of letters, those that are held back, and addresses from which they come back.

What a letter says is shown for those that are held back alone: the others may hold the keys to somebody's account.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from eciap.foundation.accounts.views.account import signed_in
from eciap.foundation.jobs import operations, queries
from eciap.foundation.jobs.enums import LetterState
from eciap.foundation.jobs.purposes import PURPOSES
from eciap.foundation.jobs.transitions import SENT_AGAIN
from eciap.foundation.ui.shapes import Facet

PAGE = 30

for_caretakers = permission_required("jobs.look_after_letters", raise_exception=True)
type Decision = tuple[Callable[..., None], str | Promise]
DECISIONS: dict[str, Decision] = {
    "release": (operations.release_letter, gettext_lazy("The letter is on its way.")),
    "drop": (operations.drop_letter, gettext_lazy("The letter will not be sent.")),
    "again": (operations.send_letter_again, gettext_lazy("The letter is sent again.")),
}


@require_safe
@never_cache
@for_caretakers
def letters(request: HttpRequest) -> HttpResponse:
    """Show letters, of all states or one, and undeliverable addresses."""
    chosen = request.GET.get("state", "")
    chosen = chosen if chosen in LetterState.values else ""
    context = {
        "facets": _facets(chosen),
        "page": Paginator(queries.letters(chosen), PAGE).get_page(request.GET.get("page")),
        "labels": {key: purpose.label for key, purpose in PURPOSES.items()},
        "held": LetterState.HELD,
        "sent_again": SENT_AGAIN,
        "undeliverable": queries.undeliverable_addresses()[:PAGE],
    }
    return render(request, "jobs/letters.html", context)


@require_safe
@never_cache
@for_caretakers
def held_letter(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Show a letter that is held back, to whoever decides about it; that it was read is written down."""
    letter = get_object_or_404(queries.letters(LetterState.HELD), pk=letter_id)
    operations.note_reading(letter=letter, by=signed_in(request))
    return render(request, "jobs/held_letter.html", {"letter": letter})


@require_POST
@for_caretakers
def decide(request: HttpRequest, letter_id: int, decision: str) -> HttpResponse:
    """Release, drop or send again."""
    operation, done = DECISIONS[decision]
    letter = get_object_or_404(queries.letters(), pk=letter_id)
    try:
        operation(letter=letter, at=timezone.now(), by=signed_in(request))
    except operations.NotPossibleNow:
        messages.error(request, _("Somebody has decided about this letter meanwhile."))
    else:
        messages.success(request, str(done))
    return redirect("jobs:letters")


@require_POST
@for_caretakers
def trial(request: HttpRequest) -> HttpResponse:
    """Send whoever asks a letter."""
    person = signed_in(request)
    operations.post_trial_letter(to=person, by=person)
    messages.success(request, _("A trial letter to %(address)s is on its way.") % {"address": person.email})
    return redirect("jobs:letters")


@require_POST
@for_caretakers
def restore(request: HttpRequest, address_id: int) -> HttpResponse:
    """Send letters to an address again."""
    address = get_object_or_404(queries.undeliverable_addresses(), pk=address_id)
    operations.restore_address(address=address, by=signed_in(request))
    messages.success(request, _("Letters are sent to this address again."))
    return redirect("jobs:letters")


def _facets(chosen: str) -> list[Facet]:
    counts = queries.letters_by_state()
    everything = Facet(_("All letters"), "?", sum(counts.values()), chosen=not chosen)
    states: list[Any] = [state for state in LetterState if counts[state] or state == chosen]
    return [
        everything,
        *(Facet(str(s.label), "?" if s == chosen else f"?state={s}", counts[s], s == chosen) for s in states),
    ]
