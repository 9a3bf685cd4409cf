"""How people sign in, and where they are signed in."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from eciap.foundation.accounts.models import Person
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
