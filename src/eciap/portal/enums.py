"""Names that pages, groups and publications go by."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PublicationKind(TextChoices):
    """What kind of publication it is."""

    THEMATIC_PAPER = "thematic_paper", _("thematic paper")
    FINAL_REPORT = "final_report", _("final report")
    RECOMMENDATIONS = "recommendations", _("recommendations")
    EVALUATION = "evaluation", _("evaluation")
    FLYER = "flyer", _("flyer")
    OTHER = "other", _("other publication")


class RecordKind(TextChoices):
    """The kinds of records that pages own."""

    NEWS = "news", _("news")
    PUBLICATION = "publication", _("publication")
    PAGE = "page", _("page")


class Group(TextChoices):
    """The groups whose members write and approve pages."""

    EDITORS = "Editors", _("editors")
    SECRETARIAT = "Secretariat", _("secretariat")
