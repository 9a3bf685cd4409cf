"""The forms of sign-in in our words."""

from allauth.account import forms as allauth_forms
from django import forms
from django.utils.translation import gettext_lazy as _

from eciap.foundation.accounts.forms.words import InOurWords


class LoginForm(InOurWords, allauth_forms.LoginForm):
    """Coming in."""


class SignupForm(InOurWords, allauth_forms.SignupForm):
    """Asking for an account."""

    field_order = ("name", "email", "password1", "password2")
    name = forms.CharField(max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))


class AddEmailForm(InOurWords, allauth_forms.AddEmailForm):
    """Moving to another address."""

    labels = {"email": _("New e-mail address")}


class ChangePasswordForm(InOurWords, allauth_forms.ChangePasswordForm):
    """Changing the password while one knows the old one."""

    labels = {"password1": _("New password"), "password2": _("The new password again")}


class SetPasswordForm(InOurWords, allauth_forms.SetPasswordForm):
    """Setting a first password."""


class ResetPasswordForm(InOurWords, allauth_forms.ResetPasswordForm):
    """Asking for the letter with which a password can be set anew."""


class ResetPasswordKeyForm(InOurWords, allauth_forms.ResetPasswordKeyForm):
    """Setting the password anew."""

    labels = ChangePasswordForm.labels


class ReauthenticateForm(InOurWords, allauth_forms.ReauthenticateForm):
    """Showing once more that it is oneself."""


class ConfirmAddressForm(InOurWords, allauth_forms.ConfirmEmailVerificationCodeForm):
    """Giving the code of the letter that went to one's address."""

    labels = {"code": _("Code from the letter")}
