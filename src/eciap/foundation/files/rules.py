"""Who may have a file: whoever the rule of its audience says, and nobody else, not even who may do everything."""

import rules
from django.contrib.auth.models import AnonymousUser

from eciap.foundation.accounts.models import Person
from eciap.foundation.accounts.rules import is_signed_in
from eciap.foundation.files import access
from eciap.foundation.files.models import StoredFile

type Visitor = Person | AnonymousUser


@rules.predicate
def brought_it(visitor: Visitor, file: StoredFile | None) -> bool:
    """The visitor brought this very file."""
    return file is not None and file.owner_id is not None and visitor.pk == file.owner_id


is_owner = is_signed_in & brought_it


@rules.predicate
def may_have(visitor: Visitor, file: StoredFile | None) -> bool:
    """The rule of the file's audience says so."""
    return file is not None and access.allows(visitor, file)
