"""What editors fill in about the alliance; the words of each language are added by `languages.forms.with_texts`."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from eciap.alliance.models import Alliance, ChronicleEntry, ConcreteAction, Membership, Organisation, RoleGrant, Seat
from eciap.foundation.languages.display import is_country
from eciap.foundation.records.forms import CitableForm, SourcesField, SteadyAddress
from eciap.foundation.records.queries import living


class AllianceForm(CitableForm):
    """The alliance itself."""

    class Meta:
        model = Alliance
        fields = ("slug", "acronym", "period")


class OrganisationForm(CitableForm):
    """An organisation; how it belongs is asked for on a screen of its own."""

    class Meta:
        model = Organisation
        fields = (
            "slug",
            "name",
            "acronym",
            "earlier_name",
            "later_name",
            "kind",
            "city",
            "country",
            "territory",
            "lon",
            "lat",
            "website",
        )

    def clean_country(self) -> str:
        """Take a country by its code, in whichever case it was typed."""
        code = str(self.cleaned_data["country"]).upper()
        if code and not is_country(code):
            raise ValidationError(
                _("“%(code)s” is no country. Write its two letters as in ISO 3166: DE, FR, GB."), params={"code": code}
            )
        return code


class MembershipForm(forms.ModelForm):
    """How an organisation belongs; a note is not needed."""

    words_needed = False
    sources = SourcesField()

    class Meta:
        model = Membership
        fields = ("organisation", "kind", "theme", "period", "certainty", "sources")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Keep what a membership is known by."""
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name in ("organisation", "kind", "theme"):
                self.fields[name].disabled = True


class ActionForm(CitableForm):
    """A concrete action."""

    class Meta:
        model = ConcreteAction
        fields = (
            "slug",
            "acronym",
            "title",
            "theme",
            "lead",
            "lead_certainty",
            "partners",
            "period",
            "results_certainty",
            "position",
        )


class SeatForm(SteadyAddress, forms.ModelForm):
    """A public role and who holds or held it."""

    sources = SourcesField()

    class Meta:
        model = Seat
        fields = (
            "slug",
            "kind",
            "holder",
            "organisation",
            "theme",
            "action",
            "period",
            "position",
            "certainty",
            "sources",
        )


class ChronicleForm(CitableForm):
    """Something that happened."""

    class Meta:
        model = ChronicleEntry
        fields = ("slug", "period", "kind", "related")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer what is alive."""
        super().__init__(*args, **kwargs)
        related: Any = self.fields["related"]
        related.queryset = living().order_by("kind", "title")


class RoleGrantForm(forms.ModelForm):
    """A role on this platform."""

    class Meta:
        model = RoleGrant
        fields = ("person", "role", "organisation", "theme", "action")
