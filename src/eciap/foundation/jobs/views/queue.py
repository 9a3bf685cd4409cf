"""For the secretariat and operators: how full the queues are, what failed, and the button that runs it again."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from eciap.foundation.accounts.views.account import signed_in
from eciap.foundation.jobs import operations, queries

PAGE = 25

for_caretakers = permission_required("jobs.look_after_jobs", raise_exception=True)


@require_safe
@never_cache
@for_caretakers
def overview(request: HttpRequest) -> HttpResponse:
    """Show queues, failures, retries and the timetable."""
    context = {
        "workers": queries.workers_alive().count(),
        "queues": queries.queues_now(),
        "failed": Paginator(queries.jobs_failed(), PAGE).get_page(request.GET.get("page")),
        "retried": queries.jobs_tried_again()[:PAGE],
        "timetable": queries.timetable(),
    }
    return render(request, "jobs/overview.html", context)


@require_POST
@for_caretakers
def run_again(request: HttpRequest, job_id: int) -> HttpResponse:
    """Run a job again that has failed."""
    try:
        operations.run_job_again(job_id=job_id, by=signed_in(request))
    except operations.NothingToRepeat:
        messages.error(request, _("This job runs or waits already, or is gone."))
    else:
        messages.success(request, _("The job is in the queue again."))
    return redirect("jobs:overview")
