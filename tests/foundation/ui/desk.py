"""A toy desk: groups whose screens call operations that remember what they were asked."""

from django import forms
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel

from eciap.foundation.ui.viewsets import OperationsViewSet

CALLS = []


class NameIsTaken(Exception):
    """There is such a group already."""


def add_group(*, by, at, name, reason):
    CALLS.append(("add", by.email, at is not None, name, reason))
    if name == "taken":
        raise NameIsTaken("There is such a group already.")
    return Group.objects.create(name=name.upper())


def change_group(*, group, by, name, reason):
    CALLS.append(("change", by.email, group.name, name, reason))
    if name == "bad":
        raise ValidationError({"name": "Not that name.", "secret": "Nor that secret."})
    group.name = f"{name} for {reason}"
    group.save()
    return group


def retire_group(*, group, by):
    CALLS.append(("retire", by.email, group.name))
    if group.name == "kept":
        raise NameIsTaken("It is still in use.")
    group.delete()


class GroupForm(WagtailAdminModelForm):
    """Has a field that the model has not."""

    reason = forms.CharField()


class GroupViewSet(OperationsViewSet):
    model = Group
    panels = [FieldPanel("name"), FieldPanel("reason")]
    base_form_class = GroupForm
    create_with = add_group
    edit_with = change_group
    delete_with = retire_group
    refusals = (NameIsTaken,)
    url_namespace = "toys"


class LookOnlyViewSet(OperationsViewSet):
    """Declares nothing, so nothing can be done."""

    model = Group
    panels = [FieldPanel("name")]
    url_namespace = "lookonly"


toys, lookonly = GroupViewSet(), LookOnlyViewSet()
