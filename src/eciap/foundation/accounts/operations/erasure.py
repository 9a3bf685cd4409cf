"""Erasing a person: asked for, thought better of, done when it is due; and forgetting what is older than it need be."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from eciap.foundation.accounts.models import Consent, Erasure, Person
from eciap.foundation.accounts.registry import mydata, retention
from eciap.foundation.audit.operations import log

COOLING_OFF = timedelta(days=14)


class ErasureNotDue(ValueError):
    """Raised when somebody is to be erased who has not asked for it, or may still think better of it."""


@transaction.atomic
def ask_for_erasure(*, person: Person, by: Person, at: datetime) -> Erasure:
    """Note that a person wants to be erased when the time to think better of it is over; once is enough."""
    erasure, is_new = Erasure.objects.get_or_create(
        person=person, defaults={"asked_at": at, "due_at": at + COOLING_OFF}
    )
    if is_new:
        log("accounts.erasure.asked", by=by, on=person.pseudonym, data={"due_at": erasure.due_at})
    return erasure


@transaction.atomic
def keep_account(*, person: Person, by: Person) -> None:
    """Note that a person has thought better of it."""
    removed, _by_kind = Erasure.objects.filter(person=person).delete()
    if removed:
        log("accounts.erasure.withdrawn", by=by, on=person.pseudonym)


@transaction.atomic
def erase_person(*, person: Person, at: datetime) -> None:
    """Erase a person with everything that contexts hold of them, and cut the thread from the log to them.

    Safe to repeat where it broke off: what lies in files may be gone already.

    Raises:
        ErasureNotDue: when the person has not asked for it, or may still think better of it.

    """
    if not Erasure.objects.select_for_update().filter(person=person, due_at__lte=at).exists():
        raise ErasureNotDue(str(person.pseudonym))
    parts = mydata.parts()
    for part in parts.values():
        part.erase(person)
    _erase_sessions(person)
    pseudonym = person.pseudonym
    person.delete()
    log("accounts.person.erased", by=None, on=pseudonym, data={"parts": list(parts)})


def _erase_sessions(person: Person) -> None:
    """Remove every session that names the person, also those of somebody who has not come in yet."""
    own = str(person.pk)
    for session in Session.objects.order_by("pk").iterator():
        held = session.get_decoded()
        if held.get("_auth_user_id") == own or person.email in str(held).lower():
            session.delete()


@transaction.atomic
def forget_what_is_old(*, at: datetime) -> dict[str, int]:
    """Remove what each rule says is older than it need be; return how much that was, rule by rule."""
    forgotten = {name: rule.forget(at - rule.kept_for) for name, rule in sorted(retention.RULES.items())}
    log("accounts.old_data.forgotten", by=None, data=forgotten)
    return forgotten


@transaction.atomic
def forget_unconfirmed(*, before: datetime) -> int:
    """Remove sign-ups whose address nobody has confirmed; return how many."""
    confirmed = EmailAddress.objects.filter(verified=True).values("user")
    people = Person.objects.filter(joined_at__lt=before, last_login=None, emailaddress__verified=False)
    people = people.exclude(pk__in=confirmed)
    number = people.distinct().count()
    Person.objects.filter(pk__in=people.values("pk")).delete()
    log("accounts.unconfirmed.forgotten", by=None, data={"people": number})
    return number


@transaction.atomic
def forget_sessions(*, before: datetime) -> int:
    """Remove sessions that have run out, and the notes of those that were ended; return how many notes."""
    Session.objects.filter(expire_date__lt=before).delete()
    ended = UserSession.objects.exclude(session_key__in=Session.objects.values("session_key"))
    number = int(ended.delete()[0])
    log("accounts.sessions.forgotten", by=None, data={"sessions": number})
    return number


@transaction.atomic
def forget_consents(*, before: datetime) -> int:
    """Remove consents that were withdrawn long ago; return how many."""
    number = int(Consent.objects.filter(withdrawn_at__lt=before).delete()[0])
    log("accounts.consents.forgotten", by=None, data={"consents": number})
    return number
