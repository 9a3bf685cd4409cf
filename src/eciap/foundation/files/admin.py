"""Files in Django's admin: what there is, never what is in them."""

from django.contrib import admin

from eciap.foundation.audit.admin import ReadOnlyAdmin
from eciap.foundation.files.models import StoredFile


@admin.register(StoredFile)
class StoredFileAdmin(ReadOnlyAdmin):
    """The files, the newest first."""

    list_display = ("created_at", "name", "kind", "size", "audience", "owner", "unreferenced_since")
    list_filter = ("audience", "kind")
    list_select_related = ("owner",)
    search_fields = ("uuid", "name", "sha256")
    show_full_result_count = False
