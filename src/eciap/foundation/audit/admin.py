"""The log in Django's admin: to look, never to touch."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from eciap.foundation.audit.models import Entry


class ReadOnlyAdmin(admin.ModelAdmin[Model]):
    """Shows rows to those who may view them, and lets nobody add, change or delete one."""

    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: rows are added by operations."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Refuse: what was written stays."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Refuse: what was written stays."""
        return False


@admin.register(Entry)
class EntryAdmin(ReadOnlyAdmin):
    """The entries, newest first."""

    list_display = ("at", "verb", "pseudonym", "record_id", "data")
    search_fields = ("verb", "pseudonym", "record_id")
    date_hierarchy = "at"
    ordering = ("-id",)
    show_full_result_count = False
