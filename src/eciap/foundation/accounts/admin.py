"""People in Django's admin: to look, never to touch. Writing is done by operations."""

from typing import ClassVar

from django.contrib import admin

from eciap.foundation.accounts.models import Person
from eciap.foundation.audit.admin import ReadOnlyAdmin


@admin.register(Person)
class PersonAdmin(ReadOnlyAdmin):
    """Everybody who has an account."""

    list_display = ("email", "name", "language", "is_active", "is_staff", "is_superuser", "joined_at", "last_login")
    list_filter = ("is_active", "is_staff", "is_superuser", "groups")
    search_fields = ("email", "name", "pseudonym")
    ordering = ("email",)
    exclude: ClassVar = ("password",)
