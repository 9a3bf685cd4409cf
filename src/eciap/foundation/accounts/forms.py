"""The forms of sign-in in our words, and the one in which a person describes themself."""

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from eciap.foundation.accounts.models import Person

LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "name": _("Your name"),
    "password": _("Password"),
    "password1": _("Password"),
    "password2": _("The same password again"),
    "oldpassword": _("Current password"),
    "remember": _("Keep me signed in on this device"),
}

NO_ADDRESS = _("Give an e-mail address, such as name@example.eu.")


class InOurWords:
    """Gives allauth's forms our words, and no grey text inside the fields: a label does not vanish while one types."""

    fields: dict[str, forms.Field]
    labels: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Go through the fields once they are there."""
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name) or LABELS.get(name) or field.label
            if isinstance(field, forms.EmailField):
                field.error_messages["invalid"] = NO_ADDRESS
            if name in {"login", "password", "oldpassword", "password2"}:
                field.help_text = ""
            if name == "password1":
                field.help_text = " ".join(map(str, password_validators_help_texts()))


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


def _languages() -> list[tuple[str, Any]]:
    names = [(code, capfirst(get_language_info(code)["name_local"])) for code, _name in settings.LANGUAGES]
    return [("", _("As my browser asks")), *names]


class AboutMeForm(forms.Form):
    """What a person says of themself."""

    name = forms.CharField(
        label=LABELS["name"], max_length=200, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    language = forms.ChoiceField(
        label=_("Preferred language"),
        required=False,
        choices=_languages,
        help_text=_("The language in which we write to you."),
    )

    def __init__(self, data: Any = None, *, person: Person) -> None:
        """Begin with what is known."""
        super().__init__(data, initial={"name": person.name, "language": person.language})
