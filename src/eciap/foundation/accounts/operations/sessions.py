"""Ending sessions: what was ended finds nobody signed in at its next request."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet

from eciap.foundation.accounts.models import Person
from eciap.foundation.audit.operations import log


@transaction.atomic
def end_session(*, session: UserSession, by: Person) -> None:
    """Sign a person out on one device; its next request finds nobody signed in."""
    person = session.user
    end_sessions(sessions=UserSession.objects.filter(pk=session.pk))
    log("accounts.session.ended", by=by, on=person.pseudonym)


@transaction.atomic
def end_other_sessions(*, person: Person, kept: str, by: Person) -> int:
    """Sign a person out everywhere but in the session with the key `kept`; return how many sessions were ended."""
    ended = end_sessions(sessions=UserSession.objects.filter(user=person).exclude(session_key=kept))
    if ended:
        log("accounts.session.others_ended", by=by, on=person.pseudonym, data={"sessions": ended})
    return ended


@transaction.atomic
def end_sessions(*, sessions: QuerySet[UserSession]) -> int:
    """End these sessions and return how many they were."""
    keys = list(sessions.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()
    return len(keys)
