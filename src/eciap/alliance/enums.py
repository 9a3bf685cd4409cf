"""Choices of the alliance: kinds of organisations, memberships, seats, roles and entries of its chronicle."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrganisationKind(TextChoices):
    """What an organisation is."""

    PUBLIC_AUTHORITY = "public_authority", _("public authority")
    MINISTRY = "ministry", _("ministry")
    AGENCY = "agency", _("agency")
    CHAMBER = "chamber", _("chamber")
    CLUSTER = "cluster", _("cluster")
    NETWORK = "network", _("network")
    RESEARCH = "research", _("research organisation")
    COMPANY = "company", _("company")
    OTHER = "other", _("other organisation")
    UNKNOWN = "unknown", _("not recorded")

    @property
    def is_telling(self) -> bool:
        """Whether it says anything of an organisation that a reader would not have thought."""
        return self not in {OrganisationKind.OTHER, OrganisationKind.UNKNOWN}


class MembershipKind(TextChoices):
    """How an organisation belongs to the alliance."""

    FOUNDING = "founding", _("founding member")
    COMMITTED = "committed", _("committed member")
    WORKING_GROUP = "working_group", _("member of a working group")
    COORDINATOR = "coordinator", _("coordinator")
    CHAIR_PROVIDER = "chair_provider", _("provides the chair")


class SeatKind(TextChoices):
    """What the person in a seat is there for."""

    CHAIR = "chair", _("chair")
    SPOKESPERSON = "spokesperson", _("spokesperson")
    CONTACT = "contact", _("contact")
    LEAD = "lead", _("lead of a concrete action")
    OFFICIAL = "official", _("official")
    FORUM = "forum", _("forum")
    OTHER = "other", _("other role")


class Role(TextChoices):
    """What a person may do here, within the scope that the role was granted for."""

    SECRETARIAT = "secretariat", _("secretariat")
    EDITOR = "editor", _("editor")
    FOUNDING_MEMBER = "founding_member", _("founding member")
    COMMITTED_MEMBER = "committed_member", _("committed member")
    ACTION_COORDINATOR = "action_coordinator", _("action coordinator")
    EXPERT = "expert", _("expert")
    ENTREPRENEUR = "entrepreneur", _("entrepreneur")

    @property
    def is_membership(self) -> bool:
        """Whether it is held for an organisation that belongs to the alliance."""
        return self in {Role.FOUNDING_MEMBER, Role.COMMITTED_MEMBER}


class ChronicleKind(TextChoices):
    """What kind of thing happened."""

    FOUNDING = "founding", _("founding")
    CALL = "call", _("call")
    MEETING = "meeting", _("meeting")
    PUBLICATION = "publication", _("publication")
    RESULT = "result", _("result")
    POLICY = "policy", _("policy")
    CLOSING = "closing", _("closing")
