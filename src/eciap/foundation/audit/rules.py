"""Who may read the log. Who the secretariat is, a higher floor knows, and gives it this permission."""

from typing import TYPE_CHECKING

from rules.permissions import has_perm

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

READ = "audit.view_entry"


def may_read(person: "AbstractBaseUser | AnonymousUser") -> bool:
    """Whether somebody may read the log."""
    return person.is_authenticated and bool(has_perm(READ, person))
