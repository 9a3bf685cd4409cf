"""A field that takes in a file at once, and shows it as kept while the rest of the form is put right.

    class ApplicationForm(KeepsFiles, forms.Form):
        plan = StoredFileField(label=_("Plan"), kinds={Kind.PDF}, largest=10 * 1024**2, audience="calls.attachment")

    form = ApplicationForm(request.POST, request.FILES, by=request.user)     # cleaned_data["plan"] is a StoredFile

A browser never sends a chosen file a second time by itself. So it is stored when it arrives; the form carries a token
that is good for this person, this audience and a week, which is as long as a file waits for somebody to point to it.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from eciap.foundation.accounts.models import Person
from eciap.foundation.files.checks import FileRefused, megabytes, names_of
from eciap.foundation.files.enums import Kind
from eciap.foundation.files.models import StoredFile
from eciap.foundation.files.operations import claim_file, store_file

A_WEEK = 7 * 24 * 60 * 60


@dataclass(frozen=True)
class Brought:
    """What a form brings for one field: a new file, the token of one that is kept, and whether that is taken out."""

    upload: UploadedFile | None
    token: str
    is_taken_out: bool


class StoredFileInput(forms.FileInput):
    """The input for a new file, below the one that is kept."""

    template_name = "files/input.html"
    kept: StoredFile | None = None
    token = ""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Brought:
        """Gather the three."""
        return Brought(files.get(name), data.get(f"{name}-kept", ""), bool(data.get(f"{name}-out")))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Tell whether neither a new nor a kept file is there."""
        return name not in files and f"{name}-kept" not in data

    def use_required_attribute(self, initial: Any) -> bool:
        """Let the browser ask for no second file."""
        return super().use_required_attribute(initial) and not self.kept

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Show what is kept."""
        context = super().get_context(name, None, attrs)
        return context | {"kept": self.kept, "token": self.token, "optional": not self.is_required}


class StoredFileField(forms.Field):
    """Takes a file of one of these kinds, up to so many bytes, for an audience; its value is a `StoredFile` or None."""

    widget = StoredFileInput

    def __init__(self, *, kinds: AbstractSet[Kind], largest: int, audience: str, **options: Any) -> None:
        """Say the limits before anybody runs into them."""
        self.kinds, self.largest, self.audience = frozenset(kinds), largest, audience
        options["help_text"] = _help(options.get("help_text", ""), self.kinds, largest)
        super().__init__(**options)
        self.widget.attrs["accept"] = ",".join(f".{kind.extension}" for kind in Kind if kind in self.kinds)
        self.by: Person | None = None

    def prepare(self, *, by: Person, initial: StoredFile | None) -> None:
        """Note who brings files, and show the one that the form begins with."""
        self.by = by
        self._keep(initial)

    def to_python(self, value: Any) -> StoredFile | None:
        """Take in a new file, or take up the one that is kept; the widget gives a `Brought`."""
        kept = None if value.is_taken_out else self._claimed(value.token)
        self._keep(kept)
        if value.upload is None:
            return kept
        try:
            taken = store_file(
                stream=value.upload.open(),
                name=value.upload.name or "",
                by=self.by,
                kinds=self.kinds,
                largest=self.largest,
                audience=self.audience,
            )
        except FileRefused as refusal:
            raise ValidationError(str(refusal), code=refusal.reason.value) from refusal
        self._keep(taken)
        return taken

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Tell whether there is a new file, or the old one is taken out."""
        return data.upload is not None or data.is_taken_out

    def _keep(self, file: StoredFile | None) -> None:
        self.widget.kept = file
        self.widget.token = signing.dumps(str(file.uuid), salt=self._salt) if file else ""

    def _claimed(self, token: str) -> StoredFile | None:
        if not token or not self.by:
            return None
        try:
            uuid = UUID(signing.loads(token, salt=self._salt, max_age=A_WEEK))
        except signing.BadSignature:
            return None
        return claim_file(uuid=uuid, audience=self.audience, by=self.by)

    @property
    def _salt(self) -> str:
        """What makes a token good for one person and one audience."""
        return f"files.kept:{self.by.pk if self.by else ''}:{self.audience}"


class KeepsFiles(forms.BaseForm):
    """For a form with such fields: it has to know who fills it in."""

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        """Tell the fields."""
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, StoredFileField):
                field.prepare(by=by, initial=self.get_initial_for_field(field, name))


def _said(more: str, kinds: frozenset[Kind], largest: int) -> str:
    limits = _("%(kinds)s, at most %(megabytes)s MB.") % {"kinds": names_of(kinds), "megabytes": megabytes(largest)}
    return f"{more} {limits}".strip()


_help = lazy(_said, str)
