"""Where allauth meets the house: what it would write by itself becomes one of our operations."""

from contextlib import nullcontext
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_lazy as _

from eciap.foundation.accounts import operations, queries
from eciap.foundation.accounts.models import Person
from eciap.foundation.languages.display import localised
from eciap.foundation.ui import site

WRONG_CODE = _("The code is not right. A code holds for a short while only, and is used once.")


class AccountAdapter(DefaultAccountAdapter):
    """Signs up and changes passwords through operations, and writes in the language of the person."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The e-mail address or the password is not right."),
        "too_many_login_attempts": _("Too many failed attempts. Wait a few minutes and try again."),
        "incorrect_password": _("The password is not right."),
        "enter_current_password": _("This is not your current password."),
        "same_as_current": _("This is the address you already have."),
        "incorrect_code": WRONG_CODE,
        "rate_limited": _("That was too many tries. Wait a few minutes and try again."),
    }

    def save_user(self, request: HttpRequest, user: Person, form: BaseForm, commit: bool = True) -> Person:  # noqa: FBT001, FBT002
        """Open the account that somebody has asked for."""
        return operations.sign_up(
            email=form.cleaned_data["email"],
            name=form.cleaned_data["name"],
            language=get_language() or "",
            password=form.cleaned_data.get("password1"),  # none where a passkey comes next
        )

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead to the front page in the reader's language."""
        return localised(super().get_login_redirect_url(request))

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Lead to the front page in the reader's language."""
        return localised(super().get_logout_redirect_url(request))

    def set_password(self, user: Person, password: str) -> None:
        """Set the password that the person has chosen for themself."""
        operations.change_password(person=user, password=password, by=user)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write in the language that the person prefers; where they said nothing, in that of the page."""
        person = queries.person_with_address(email)
        with override(person.language) if person and person.language else nullcontext():
            super().send_mail(template_prefix, email, {**context, "platform": site.current().name})

    def format_email_subject(self, subject: Any) -> str:
        """Leave the subject as it is written: no host name in brackets before it."""
        return str(subject)

    def get_reauthentication_methods(self, user: Person) -> list[dict[str, Any]]:
        """Name the ways to show once more that it is oneself, as our pages call them."""
        words = {
            "reauthenticate": gettext("Give the password"),
            "mfa_reauthenticate": gettext("Give a code"),
            "mfa_reauthenticate:webauthn": gettext("Use a passkey"),
        }
        return [{**way, "description": words[way["id"]]} for way in super().get_reauthentication_methods(user)]


class SecondFactorAdapter(DefaultMFAAdapter):
    """Says what concerns second factors in our words."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "unverified_email": _("Confirm your e-mail address first."),
        "cannot_generate_recovery_codes": _("Recovery codes stand in for an app or a passkey: set one up first."),
    }

    def get_totp_issuer(self) -> str:
        """Name the platform, so that the app on the telephone lists the account under it."""
        return site.current().name

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:  # noqa: A002
        """Propose a name that tells a new passkey from those that are there."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Passkey") if number == 1 else gettext("Passkey %(number)s") % {"number": number}
