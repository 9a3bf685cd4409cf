"""Taking second factors off that were lost."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from eciap.foundation.accounts.models import Person
from eciap.foundation.accounts.operations.sessions import end_sessions
from eciap.foundation.audit.operations import log


@transaction.atomic
def remove_second_factors(*, person: Person, by: Person | None) -> int:
    """Take off what somebody has lost: their app, passkeys and recovery codes; return how many that were.

    They sign in with their password again, and are asked for a new second factor where their role needs one.
    """
    removed = int(Authenticator.objects.filter(user=person).delete()[0])
    end_sessions(sessions=UserSession.objects.filter(user=person))
    log("accounts.second_factors.removed", by=by, on=person.pseudonym, data={"removed": removed})
    return removed
