"""Where a recommendation comes from."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Origin(TextChoices):
    """Written here, or recorded from a publication."""

    RECORDED = "recorded", _("recorded from a publication")
    DRAFTED = "drafted", _("drafted on this platform")
