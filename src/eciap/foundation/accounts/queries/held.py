"""What is held of a person by accounts and the log, and what they agreed to."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Q
from django.utils.translation import gettext as _

from eciap.foundation.accounts.models import Consent, Erasure, Person, Profile
from eciap.foundation.accounts.registry.mydata import Fate, Holding, Staying
from eciap.foundation.accounts.registry.purposes import PURPOSES, Purpose
from eciap.foundation.audit.models import Entry


@dataclass(frozen=True)
class Answer:
    """A purpose and what a person says to it; None: not asked yet, or asked anew in other words."""

    purpose: Purpose
    consent: Consent | None
    is_outdated: bool


def answers_of(person: Person) -> list[Answer]:
    """What a person says to each purpose."""
    given = {one.purpose: one for one in Consent.objects.filter(person=person, withdrawn_at=None)}
    return [_answer(purpose, given.get(key)) for key, purpose in sorted(PURPOSES.items())]


def _answer(purpose: Purpose, consent: Consent | None) -> Answer:
    return Answer(purpose, consent, is_outdated=consent is not None and consent.version != purpose.version)


def has_agreed(person: Person, purpose: Purpose) -> bool:
    """Whether a person agrees to this purpose, in its present wording."""
    open_ones = Consent.objects.filter(person=person, purpose=purpose.key, version=purpose.version, withdrawn_at=None)
    return open_ones.exists()


def erasure_of(person: Person) -> Erasure | None:
    """When a person is to be erased, where they have asked for it."""
    return Erasure.objects.filter(person=person).first()


def account_of(person: Person) -> Holding:
    """The account itself: how somebody is called, reached and let in, and what they agreed to."""
    return Holding(
        {
            "email": person.email,
            "name": person.name,
            "language": person.language,
            "pseudonym": person.pseudonym,
            "joined_at": person.joined_at,
            "last_login": person.last_login,
            "may_sign_in": person.is_active,
            "addresses": list(EmailAddress.objects.filter(user=person).order_by("pk").values("email", "verified")),
            "ways_in": [_way(one) for one in Authenticator.objects.filter(user=person).order_by("pk")],
            "profile": Profile.objects.filter(person=person)
            .values("slug", "occupation", "place", "website", "about", "published")
            .first(),
            "sessions": list(
                UserSession.objects.filter(user=person)
                .order_by("pk")
                .values("created_at", "last_seen_at", "ip", "user_agent")
            ),
            "consents": list(
                Consent.objects.filter(person=person).values(
                    "purpose", "version", "language", "wording", "given_at", "withdrawn_at"
                )
            ),
        }
    )


def _way(authenticator: Authenticator) -> dict[str, object]:
    """Say that there is a way in, and never its key."""
    return {
        "kind": authenticator.type,
        "name": authenticator.data.get("name", ""),
        "made_at": authenticator.created_at,
        "last_used_at": authenticator.last_used_at,
    }


def fate_of_account(person: Person) -> Fate:
    """Everything of the account goes."""
    return Fate(
        goes=(
            _("your name, address, language and password"),
            _("your passkeys, the key of your app and your recovery codes"),
            _("where you are and were signed in"),
            _("your profile, and its page"),
            _("what you agreed to"),
        )
    )


def log_of(person: Person) -> Holding:
    """What the log says of a person: what they did, and what was done to their account."""
    entries = Entry.objects.filter(Q(pseudonym=person.pseudonym) | Q(record_id=person.pseudonym)).order_by("id")
    return Holding({"entries": list(entries.values("at", "verb", "record_id", "data"))})


def fate_of_log(person: Person) -> Fate:
    """Entries stay; nobody can say any more whose they are."""
    return Fate(
        stays=(
            Staying(
                _("the entries of the log, under a number drawn by lot"),
                _(
                    "So that nobody can deny afterwards what was done here. Your name and address were never in it, "
                    "and what tells whose number it is goes with your account."
                ),
            ),
        )
    )
