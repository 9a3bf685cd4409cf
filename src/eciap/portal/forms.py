"""The form through which pictures come in: what arrives is made anew from its pixels."""

from django.forms import FileInput
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from eciap.foundation.files.forms import CleanPicture


class PictureField(CleanPicture, WagtailImageField):
    """Our checks first, then Wagtail's; by themselves those answer a damaged picture with an error of the server."""


class PictureForm(BaseImageForm):
    """Wagtail's form with our field in it."""

    file = PictureField(label=_("file"), widget=FileInput)
