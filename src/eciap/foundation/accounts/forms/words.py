"""The words of the forms that allauth brings: our labels, and no grey text inside the fields."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils.translation import gettext_lazy as _

LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "name": _("Your name"),
    "password": _("Password"),
    "password1": _("Password"),
    "password2": _("The same password again"),
    "oldpassword": _("Current password"),
    "remember": _("Keep me signed in on this device"),
    "code": _("Code"),
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
