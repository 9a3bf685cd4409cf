"""Reading that has a name: people by address, the people whom somebody may see, the ways in which one signs in."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from eciap.foundation.accounts.models import Person, PersonManager
from eciap.foundation.accounts.registry import second_factor


@dataclass(frozen=True)
class WaysIn:
    """How somebody signs in; `recovery_codes` counts those that are left and is None where there never were any."""

    password: bool
    passkeys: int
    app: bool
    recovery_codes: int | None

    @property
    def has_second_factor(self) -> bool:
        """Whether more than a password is asked for."""
        return self.app or self.passkeys > 0


def ways_in(person: Person) -> WaysIn:
    """The ways in which a person signs in."""
    kinds = Authenticator.Type
    own = list(Authenticator.objects.filter(user=person).order_by("pk"))
    codes = next((one for one in own if one.type == kinds.RECOVERY_CODES), None)
    return WaysIn(
        password=person.has_usable_password(),
        passkeys=sum(one.type == kinds.WEBAUTHN for one in own),
        app=any(one.type == kinds.TOTP for one in own),
        recovery_codes=len(codes.wrap().get_unused_codes()) if codes else None,
    )


def lacks_second_factor(person: Person) -> bool:
    """Whether a person needs a second factor and has none."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    if Authenticator.objects.filter(user=person, type__in=kinds).exists():
        return False
    return second_factor.is_needed_by(person)


def sessions_of(person: Person, *, at: datetime) -> QuerySet[UserSession]:
    """Where a person is signed in, the last used first; what has run out or was ended is not among them."""
    alive = Session.objects.filter(expire_date__gt=at).values("session_key")
    own: QuerySet[UserSession] = UserSession.objects.filter(user=person, session_key__in=alive)
    return own.order_by("-last_seen_at", "-pk")


def person_with_address(email: str) -> Person | None:
    """The person who signs in with this address, whatever its case."""
    return Person.objects.filter(email=PersonManager.normalize_email(email)).first()


def is_taken_by_another(email: str, person: Person) -> bool:
    """Whether somebody else signs in with this address."""
    return Person.objects.filter(email=PersonManager.normalize_email(email)).exclude(pk=person.pk).exists()


def visible_to(visitor: Person | AnonymousUser) -> QuerySet[Person]:
    """The people whose account the visitor may look at; agrees with the rule `accounts.view_person`."""
    if isinstance(visitor, AnonymousUser) or not visitor.is_active:
        return Person.objects.none()
    if visitor.is_superuser:
        return Person.objects.all()
    return Person.objects.filter(pk=visitor.pk)
