"""Who may read the log, and who may move a thing on. Higher floors give the permissions: they know the roles."""

from typing import TYPE_CHECKING, Any

from rules.permissions import has_perm

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

    from eciap.foundation.audit.states import Transition

READ = "audit.view_entry"


def may_read(person: "AbstractBaseUser | AnonymousUser") -> bool:
    """Whether somebody may read the log."""
    return person.is_authenticated and bool(has_perm(READ, person))


def may_move(person: Any, transition: "Transition", thing: Any) -> bool:
    """Whether somebody may move a thing so, as its table says; None is the platform itself."""
    permission = transition.who.permission
    if person is None or permission is None:
        return person is None and permission is None
    return bool(person.has_perm(permission, thing))
