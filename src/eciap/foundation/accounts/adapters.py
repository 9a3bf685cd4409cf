"""Where allauth meets the house: what it would write by itself becomes one of our operations."""

from contextlib import nullcontext
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from eciap.foundation.accounts import operations, queries
from eciap.foundation.accounts.models import Person
from eciap.foundation.languages.display import localised


class AccountAdapter(DefaultAccountAdapter):
    """Signs up and changes passwords through operations, and keeps two people from one address."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The e-mail address or the password is not right."),
        "too_many_login_attempts": _("Too many failed attempts. Wait a few minutes and try again."),
        "incorrect_password": _("The password is not right."),
        "enter_current_password": _("This is not your current password."),
        "same_as_current": _("This is the address you already have."),
    }

    def save_user(self, request: HttpRequest, user: Person, form: BaseForm, commit: bool = True) -> Person:  # noqa: FBT001, FBT002
        """Open the account that somebody has asked for."""
        return operations.sign_up(
            email=form.cleaned_data["email"],
            name=form.cleaned_data["name"],
            language=get_language() or "",
            password=form.cleaned_data["password1"],
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

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Confirm an address, but for one with which somebody else already signs in.

        Anybody may sign up with an address that is not theirs and never confirm it. allauth looks at confirmed
        addresses only and would run into the database's promise that two people never share one.
        """
        if queries.is_taken_by_another(email_address.email, email_address.user):
            template = "account/messages/email_confirmation_failed.txt"
            self.add_message(request, messages.ERROR, template, {"email": email_address.email})
            return False
        return bool(super().confirm_email(request, email_address))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write in the language that the person prefers; where they said nothing, in that of the page."""
        person = queries.person_with_address(email)
        with override(person.language) if person and person.language else nullcontext():
            super().send_mail(template_prefix, email, context)

    def format_email_subject(self, subject: Any) -> str:
        """Leave the subject as it is written: no host name in brackets before it."""
        return str(subject)
