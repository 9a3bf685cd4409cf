"""The form in which a person describes themself."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from eciap.foundation.accounts.forms.words import LABELS
from eciap.foundation.accounts.models import Person


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
