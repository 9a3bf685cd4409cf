"""The forms in which a person describes themself: to us, and to everybody."""

from typing import Any

from django import forms
from django.conf import settings
from django.forms import BoundField
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from eciap.foundation.accounts.forms.words import LABELS
from eciap.foundation.accounts.models import PUBLISHABLE, Person, Profile


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


class ProfileForm(forms.ModelForm[Profile]):
    """What a person tells of themself, with a box beside each field that opens it to everybody."""

    class Meta:
        model = Profile
        fields = ("slug", "occupation", "place", "website", "about")
        help_texts = {"slug": _("Letters, figures and hyphens: your page is at /people/… and this.")}

    def __init__(self, data: Any = None, *, person: Person, profile: Profile | None) -> None:
        """Begin with what is known; a box for each field, unticked until its owner ticks it."""
        super().__init__(data, instance=profile)
        self.person = person
        published = profile.published if profile else []
        for field in PUBLISHABLE:
            label = _("Everybody may see my name") if field == "name" else _("Everybody may see this")
            self.fields[f"show_{field}"] = forms.BooleanField(label=label, required=False, initial=field in published)

    def pairs(self) -> list[tuple[BoundField | None, BoundField]]:
        """Each field with its box; the name has its field elsewhere."""
        return [(self[name] if name in self.fields else None, self[f"show_{name}"]) for name in PUBLISHABLE]

    @property
    def told(self) -> dict[str, str]:
        """What was told."""
        return {name: self.cleaned_data[name] for name in PUBLISHABLE if name in self.fields}

    @property
    def published(self) -> list[str]:
        """What everybody may see of it."""
        return [name for name in PUBLISHABLE if self.cleaned_data[f"show_{name}"]]
