"""The forms through which pictures and documents come in: what arrives is made anew, or looked through."""

from django.core.exceptions import ValidationError
from django.forms import FileInput
from django.utils.translation import gettext_lazy as _
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from eciap.foundation.files.forms import CheckedUpload, CleanPicture


class PictureField(CleanPicture, WagtailImageField):
    """Our checks first, then Wagtail's; by themselves those answer a damaged picture with an error of the server."""


class PictureForm(BaseImageForm):
    """Wagtail's form with our field in it."""

    file = PictureField(label=_("file"), widget=FileInput)


class DocumentField(CheckedUpload, WagtailDocumentField):
    """Our checks; by themselves Wagtail's believe the name."""


class DocumentForm(BaseDocumentForm):
    """Wagtail's form with our field in it."""

    file = DocumentField(label=_("file"), widget=BaseDocumentForm.Meta.widgets["file"])

    def _update_errors(self, errors: ValidationError) -> None:
        """Leave out what Wagtail's model says of the name of a file that was refused before and is not there."""
        if "file" in self.errors:
            errors.error_dict.pop("file", None)
        super()._update_errors(errors)
