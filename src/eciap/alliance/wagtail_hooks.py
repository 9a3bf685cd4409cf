"""Editors' screens of the alliance: Wagtail shows the forms, operations do the writing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from eciap.alliance import forms, operations
from eciap.alliance.models import (
    Alliance,
    AllianceText,
    ChronicleEntry,
    ChronicleText,
    ConcreteAction,
    ConcreteActionText,
    Membership,
    MembershipText,
    Organisation,
    OrganisationText,
    RoleGrant,
    Seat,
    SeatText,
)
from eciap.foundation.records.wagtail_hooks import PutViewSet, WordsViewSet


class AllianceViewSet(PutViewSet):
    """The alliance itself."""

    model = Alliance
    form = forms.AllianceForm
    text_model = AllianceText
    put = operations.put_alliance
    icon = "home"
    list_display = ["acronym", "period"]


class OrganisationViewSet(PutViewSet):
    """Organisations."""

    model = Organisation
    form = forms.OrganisationForm
    text_model = OrganisationText
    put = operations.put_organisation
    icon = "group"
    list_display = ["name", "city", "country", "kind"]
    list_filter = ["kind", "country"]
    search_fields = ["name", "acronym", "city"]


def _put_membership(
    *, by: Any, organisation: Organisation, membership: Membership | None = None, original: str, **data: Any
) -> Membership:
    facts = operations.MembershipFacts(**data)
    return operations.put_membership(organisation=organisation, facts=facts, original=original, by=by)


class MembershipViewSet(WordsViewSet):
    """How organisations belong."""

    model = Membership
    form = forms.MembershipForm
    text_model = MembershipText
    create_with = edit_with = _put_membership
    delete_with = operations.end_membership
    icon = "link"
    list_display = ["organisation", "kind", "theme", "period", "certainty"]
    list_filter = ["kind", "certainty"]
    search_fields = ["organisation__name"]


class ActionViewSet(PutViewSet):
    """Concrete actions."""

    model = ConcreteAction
    form = forms.ActionForm
    text_model = ConcreteActionText
    put = operations.put_action
    icon = "pick"
    list_display = ["acronym", "title", "theme", "lead"]
    search_fields = ["acronym", "title"]


class SeatViewSet(PutViewSet):
    """Public roles and who held them."""

    model = Seat
    form = forms.SeatForm
    text_model = SeatText
    put = operations.put_seat
    icon = "user"
    list_display = ["__str__", "holder", "organisation", "period"]
    list_filter = ["kind"]
    search_fields = ["holder", "slug", "organisation__name"]


class ChronicleViewSet(PutViewSet):
    """What happened."""

    model = ChronicleEntry
    form = forms.ChronicleForm
    text_model = ChronicleText
    put = operations.put_chronicle_entry
    icon = "history"
    list_display = ["__str__", "period", "kind"]
    list_filter = ["kind"]
    search_fields = ["slug"]


def _end_role(*, by: Any, rolegrant: RoleGrant, at: datetime) -> None:
    operations.end_role(grant=rolegrant, at=at, by=by)


class RoleViewSet(WordsViewSet):
    """Who may do what here: roles are granted and ended, never rewritten."""

    model = RoleGrant
    form = forms.RoleGrantForm
    create_with = operations.grant_role
    delete_with = _end_role
    refusals = (operations.RoleNeedsScope, operations.RoleHasEnded)
    icon = "key"
    list_display = ["person", "role", "organisation", "theme", "action", "granted_at"]
    list_filter = ["role"]
    search_fields = ["person__name", "person__email"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[RoleGrant]:
        """List the roles that are held now."""
        return RoleGrant.objects.filter(ended_at=None).select_related("person", "organisation", "theme", "action")


class AllianceGroup(SnippetViewSetGroup):
    """The alliance in the menu of the back office."""

    menu_label = _("Alliance")
    menu_icon = "group"
    menu_order = 300
    items = (
        AllianceViewSet,
        OrganisationViewSet,
        MembershipViewSet,
        ActionViewSet,
        SeatViewSet,
        ChronicleViewSet,
        RoleViewSet,
    )


register_snippet(AllianceGroup)
