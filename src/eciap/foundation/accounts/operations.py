"""All writing about people: opening an account, describing oneself, passwords, sessions, closing and reopening."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet

from eciap.foundation.accounts.models import Person
from eciap.foundation.audit.operations import log


class AddressTaken(ValueError):
    """Raised when somebody already has an account with this e-mail address."""


@transaction.atomic
def create_person(
    *,
    email: str,
    name: str = "",
    language: str = "",
    password: str | None = None,
    is_staff: bool = False,
    by: Person | None,
) -> Person:
    """Open an account for somebody whose address is known to be theirs; without a password they set one by mail.

    Raises:
        AddressTaken: when somebody already has an account with this address.

    """
    person = _new_person(email=email, name=name, language=language, password=password, is_staff=is_staff)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    log("accounts.person.created", by=by, on=person.pseudonym, data={"language": language, "is_staff": is_staff})
    return person


@transaction.atomic
def sign_up(*, email: str, name: str, language: str, password: str | None) -> Person:
    """Open an account for oneself. The address still has to be confirmed by the letter that is sent to it.

    Without a password one signs in with a passkey, or sets a password by letter.

    Raises:
        AddressTaken: when somebody already has an account with this address.

    """
    person = _new_person(email=email, name=name, language=language, password=password)
    log("accounts.person.signed_up", by=person, on=person.pseudonym, data={"language": language})
    return person


def _new_person(*, email: str, password: str | None, **fields: str | bool) -> Person:
    address = Person.objects.normalize_email(email)
    if Person.objects.filter(email=address).exists():
        raise AddressTaken(address)
    return Person.objects.create_user(address, password, **fields)


@transaction.atomic
def describe_person(*, person: Person, name: str, language: str, by: Person) -> None:
    """Change what a person is called and the language they prefer."""
    changed = [field for field, value in (("name", name), ("language", language)) if getattr(person, field) != value]
    if not changed:
        return
    person.name, person.language = name, language
    person.save(update_fields=changed)
    log("accounts.person.described", by=by, on=person.pseudonym, data={"changed": changed})


@transaction.atomic
def change_password(*, person: Person, password: str, by: Person) -> None:
    """Set a new password; every session but the one that is kept by its view ends with it."""
    person.set_password(password)
    person.save(update_fields=["password"])
    _end(UserSession.objects.filter(user=person))
    log("accounts.password.changed", by=by, on=person.pseudonym)


@transaction.atomic
def end_session(*, session: UserSession, by: Person) -> None:
    """Sign a person out on one device; its next request finds nobody signed in."""
    person = session.user
    _end(UserSession.objects.filter(pk=session.pk))
    log("accounts.session.ended", by=by, on=person.pseudonym)


@transaction.atomic
def end_other_sessions(*, person: Person, kept: str, by: Person) -> int:
    """Sign a person out everywhere but in the session with the key `kept`; return how many sessions were ended."""
    ended = _end(UserSession.objects.filter(user=person).exclude(session_key=kept))
    if ended:
        log("accounts.session.others_ended", by=by, on=person.pseudonym, data={"sessions": ended})
    return ended


def _end(sessions: QuerySet[UserSession]) -> int:
    keys = list(sessions.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()
    return len(keys)


@transaction.atomic
def remove_second_factors(*, person: Person, by: Person | None) -> int:
    """Take off what somebody has lost: their app, passkeys and recovery codes; return how many that were.

    They sign in with their password again, and are asked for a new second factor where their role needs one.
    """
    removed = int(Authenticator.objects.filter(user=person).delete()[0])
    _end(UserSession.objects.filter(user=person))
    log("accounts.second_factors.removed", by=by, on=person.pseudonym, data={"removed": removed})
    return removed


@transaction.atomic
def close_account(*, person: Person, by: Person) -> None:
    """Let nobody sign in as this person any more, and end the sessions that are open."""
    if not person.is_active:
        return
    person.is_active = False
    person.save(update_fields=["is_active"])
    _end(UserSession.objects.filter(user=person))
    log("accounts.person.closed", by=by, on=person.pseudonym)


@transaction.atomic
def reopen_account(*, person: Person, by: Person) -> None:
    """Let a person whose account was closed sign in again."""
    if person.is_active:
        return
    person.is_active = True
    person.save(update_fields=["is_active"])
    log("accounts.person.reopened", by=by, on=person.pseudonym)
