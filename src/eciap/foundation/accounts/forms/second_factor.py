"""The forms of second factors in our words."""

import struct
from collections.abc import Callable
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as allauth_forms
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as passkey_forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from eciap.foundation.accounts.forms.words import InOurWords

CODE = {"code": _("Code of your app, or a recovery code")}
NAME = {"name": _("Name of the passkey")}
LONGEST_NAME = 60
# What reading bytes raises that no passkey has written.
UNREADABLE = (AttributeError, IndexError, KeyError, TypeError, ValueError, struct.error)


class AuthenticateForm(InOurWords, allauth_forms.AuthenticateForm):
    """Giving a code after the password."""

    labels = CODE


class ReauthenticateForm(InOurWords, allauth_forms.ReauthenticateForm):
    """Giving a code once more, before something weighty is changed."""

    labels = CODE


class ActivateAppForm(InOurWords, ActivateTOTPForm):
    """Showing that the app makes the right codes."""

    labels = {"code": _("Code that the app shows")}


def _read[Read](read: Callable[[], Read]) -> Read:
    """Take an answer that cannot be read for a wrong one: allauth expects that a browser has written it."""
    try:
        return read()
    except UNREADABLE as unreadable:
        raise get_adapter().validation_error("incorrect_code") from unreadable


class ReadsNewPasskey:
    """A form that a new passkey fills."""

    def clean(self) -> Any:
        """Read the new key."""
        return _read(super().clean)  # type: ignore[misc]


class ReadsAnswer:
    """A form that the answer of a passkey fills."""

    def clean_credential(self) -> Any:
        """Read the answer."""
        return _read(super().clean_credential)  # type: ignore[misc]


class NamedPasskey(InOurWords):
    """A passkey has a name, by which its owner tells it from others."""

    labels = NAME

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say what the name is for."""
        super().__init__(*args, **kwargs)
        self.fields["name"].validators.append(MaxLengthValidator(LONGEST_NAME))
        self.fields["name"].widget.attrs["maxlength"] = LONGEST_NAME
        self.fields["name"].help_text = _("So that you know it from others, such as “My telephone”.")


class AddPasskeyForm(NamedPasskey, ReadsNewPasskey, passkey_forms.AddWebAuthnForm):
    """Adding a passkey to one's account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer to sign in with it alone, which is what most people want."""
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].label = _("Sign in with it alone, without my password")
        self.fields["passwordless"].initial = True
        self.fields["passwordless"].help_text = ""


class SignUpPasskeyForm(NamedPasskey, ReadsNewPasskey, passkey_forms.SignupWebAuthnForm):
    """Making the first passkey of a new account."""


class RenamePasskeyForm(NamedPasskey, passkey_forms.EditWebAuthnForm):
    """Giving a passkey another name."""


class SignInWithPasskeyForm(ReadsAnswer, passkey_forms.LoginWebAuthnForm):
    """Coming in with a passkey alone."""


class PasskeyAfterPasswordForm(ReadsAnswer, passkey_forms.AuthenticateWebAuthnForm):
    """Using a passkey after the password."""


class PasskeyAgainForm(ReadsAnswer, passkey_forms.ReauthenticateWebAuthnForm):
    """Using a passkey once more, before something weighty is changed."""
