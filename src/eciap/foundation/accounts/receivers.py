"""Writes down what allauth reports: who came in, which address was confirmed, that an address changed."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_changed, email_confirmed, password_reset, user_logged_in
from django.dispatch import receiver

from eciap.foundation.accounts.models import Person
from eciap.foundation.audit.operations import log


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
