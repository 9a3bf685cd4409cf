"""Writes down what allauth reports: who came in, which address was confirmed, what became of second factors."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_changed, email_confirmed, password_reset, user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed, authenticator_reset
from django.dispatch import receiver

from eciap.foundation.accounts.models import Person
from eciap.foundation.audit.operations import log

# What the log calls them.
FACTORS = {"webauthn": "passkey", "totp": "app", "recovery_codes": "recovery_codes"}


@receiver(user_logged_in)
def log_sign_in(user: Person, **kwargs: Any) -> None:
    """Somebody came in by the one door."""
    log("accounts.person.signed_in", by=user, on=user.pseudonym)


@receiver(email_confirmed)
def log_confirmation(email_address: EmailAddress, **kwargs: Any) -> None:
    """Somebody has shown that an address is theirs. The log does not say which."""
    log("accounts.address.confirmed", by=email_address.user, on=email_address.user.pseudonym)


@receiver(email_changed)
def log_change_of_address(user: Person, from_email_address: EmailAddress | None, **kwargs: Any) -> None:
    """Somebody signs in with another address from now on. The log does not say which."""
    if from_email_address:
        log("accounts.address.changed", by=user, on=user.pseudonym)


@receiver(password_reset)
def log_password_reset(user: Person, **kwargs: Any) -> None:
    """Somebody has set a new password through the letter that they had asked for."""
    log("accounts.password.reset", by=user, on=user.pseudonym)


@receiver(authenticator_added)
def log_factor_added(user: Person, authenticator: Authenticator, **kwargs: Any) -> None:
    """Somebody has one more way to show that it is them."""
    log(f"accounts.{FACTORS[authenticator.type]}.added", by=user, on=user.pseudonym)


@receiver(authenticator_removed)
def log_factor_removed(user: Person, authenticator: Authenticator, **kwargs: Any) -> None:
    """Somebody has one way less."""
    log(f"accounts.{FACTORS[authenticator.type]}.removed", by=user, on=user.pseudonym)


@receiver(authenticator_reset)
def log_factor_renewed(user: Person, authenticator: Authenticator, **kwargs: Any) -> None:
    """Somebody has made their recovery codes anew."""
    log(f"accounts.{FACTORS[authenticator.type]}.renewed", by=user, on=user.pseudonym)


@receiver(authentication_failed)
def log_factor_refused(user: Person, authenticator: Authenticator, **kwargs: Any) -> None:
    """Somebody who knew the password gave a wrong code."""
    log(f"accounts.{FACTORS[authenticator.type]}.refused", by=user, on=user.pseudonym)
