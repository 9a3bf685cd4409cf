"""The queue in Django's admin: to look, never to touch."""

from django.contrib import admin
from procrastinate.contrib.django import admin as _  # noqa: F401  registers its own admin, which ours replaces
from procrastinate.contrib.django.models import ProcrastinateJob

from eciap.foundation.audit.admin import ReadOnlyAdmin
from eciap.foundation.jobs.models import Attempt


class AttemptInline(admin.TabularInline[Attempt, ProcrastinateJob]):
    """What came of the job, attempt by attempt."""

    model = Attempt
    fields = readonly_fields = ("worker", "started_at", "finished_at", "value", "error", "traceback")
    can_delete = False
    extra = max_num = 0


# procrastinate's own admin retries and cancels jobs; here that is an operation's business.
admin.site.unregister(ProcrastinateJob)


@admin.register(ProcrastinateJob)
class JobAdmin(ReadOnlyAdmin):
    """Jobs with their attempts, newest first."""

    list_display = ("id", "path", "queue_name", "priority", "status", "attempts", "scheduled_at")
    list_filter = ("status", "queue_name")
    ordering = ("-id",)
    inlines = (AttemptInline,)
    show_full_result_count = False

    @admin.display(description="task")
    def path(self, job: ProcrastinateJob) -> str:
        """Return the path of Django's task, or the name of procrastinate's."""
        return str(job.args.get("path", job.task_name))
