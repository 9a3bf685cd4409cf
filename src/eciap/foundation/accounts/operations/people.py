"""Opening an account, describing oneself, changing the password, closing and reopening."""

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.db import transaction

from eciap.foundation.accounts.models import Person
from eciap.foundation.accounts.operations.sessions import end_sessions
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
    end_sessions(sessions=UserSession.objects.filter(user=person))
    log("accounts.password.changed", by=by, on=person.pseudonym)


@transaction.atomic
def close_account(*, person: Person, by: Person) -> None:
    """Let nobody sign in as this person any more, and end the sessions that are open."""
    if not person.is_active:
        return
    person.is_active = False
    person.save(update_fields=["is_active"])
    end_sessions(sessions=UserSession.objects.filter(user=person))
    log("accounts.person.closed", by=by, on=person.pseudonym)


@transaction.atomic
def reopen_account(*, person: Person, by: Person) -> None:
    """Let a person whose account was closed sign in again."""
    if person.is_active:
        return
    person.is_active = True
    person.save(update_fields=["is_active"])
    log("accounts.person.reopened", by=by, on=person.pseudonym)
