"""Pictures that pages show; none without words for those who do not see it."""

from pathlib import PurePath

from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition

KEY_LENGTH = 24  # hexadecimal digits: 96 bits


class Picture(AbstractImage):
    """An uploaded picture; Wagtail takes `description` as its alternative text, and here it may not be empty."""

    description = models.CharField(
        _("alternative text"),
        max_length=255,
        help_text=_("What the picture shows, for those who do not see it."),
    )
    uploaded_by_user = models.ForeignKey(
        "accounts.Person",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        related_query_name="portal_picture",
        verbose_name=_("uploaded by"),
    )
    uploaded_by_user.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]  # read by Wagtail off the field
    credit = models.CharField(_("credit"), max_length=160, blank=True, help_text=_("Who made it, and its licence."))

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "collection",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        """Named in our words."""

        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_image", "Can choose image")]


class PictureRendition(AbstractRendition):
    """A picture in one of the sizes that pages ask for."""

    image = models.ForeignKey(Picture, related_name="renditions", on_delete=models.CASCADE)

    def get_upload_to(self, filename: str) -> str:
        """Give the file an address that nobody guesses: a picture may be there before the page that shows it."""
        key = salted_hmac("portal.rendition", f"{self.image_id}:{filename}", algorithm="sha256").hexdigest()
        return f"images/{key[:KEY_LENGTH]}/{PurePath(super().get_upload_to(filename)).name}"

    class Meta:
        """One file per picture and size."""

        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="portal_rendition_one_per_size"
            )
        ]
