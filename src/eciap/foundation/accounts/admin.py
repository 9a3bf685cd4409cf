"""People in Django's admin: to look, never to touch. Writing is done by operations."""

from typing import ClassVar

from allauth.account import admin as _of_addresses  # noqa: F401  registers its own admin, which ours replaces
from allauth.account.models import EmailAddress
from allauth.mfa import admin as _of_factors  # noqa: F401  as above
from allauth.mfa.models import Authenticator
from allauth.usersessions import admin as _of_sessions  # noqa: F401  as above
from allauth.usersessions.models import UserSession
from django.contrib import admin

from eciap.foundation.accounts.models import Person
from eciap.foundation.audit.admin import ReadOnlyAdmin

# allauth's own admin confirms addresses past the letter, and shows the keys of apps and sessions to whoever looks.
admin.site.unregister([EmailAddress, Authenticator, UserSession])


@admin.register(Person)
class PersonAdmin(ReadOnlyAdmin):
    """Everybody who has an account."""

    list_display = ("email", "name", "language", "is_active", "is_staff", "is_superuser", "joined_at", "last_login")
    list_filter = ("is_active", "is_staff", "is_superuser", "groups")
    search_fields = ("email", "name", "pseudonym")
    ordering = ("email",)
    exclude: ClassVar = ("password",)
