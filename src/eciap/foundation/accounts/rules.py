"""Who may see and change a person: everybody themself, the administration to look."""

import rules
from django.contrib.auth.models import AnonymousUser

from eciap.foundation.accounts.models import Person

type Visitor = Person | AnonymousUser


@rules.predicate
def is_signed_in(visitor: Visitor) -> bool:
    """Somebody with an account that has not been closed."""
    return bool(visitor.is_authenticated and visitor.is_active)


@rules.predicate
def is_self(visitor: Visitor, person: Person | None) -> bool:
    """The visitor is this very person."""
    return person is not None and visitor.pk == person.pk


@rules.predicate
def administers(visitor: Visitor) -> bool:
    """Somebody who runs the platform."""
    return bool(visitor.is_superuser)


rules.add_perm("accounts.view_person", is_signed_in & (is_self | administers))
rules.add_perm("accounts.change_person", is_signed_in & is_self)
rules.add_perm("accounts.close_person", is_signed_in & (is_self | administers))
