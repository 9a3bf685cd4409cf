"""Editors' screens that call operations: Wagtail shows and checks the form, an operation does the writing.

    class ThemeViewSet(OperationsViewSet):
        model = Theme
        panels = [FieldPanel("slug"), FieldPanel("title_fr")]
        base_form_class = ThemeForm              # may declare fields that the model does not have
        create_with = operations.add_theme       # (*, by, **cleaned_data) -> Theme
        edit_with = operations.change_theme      # (*, theme, by, **cleaned_data) -> Theme
        delete_with = operations.retire_theme    # (*, theme, by)
        refusals = (ThemeIsInUse,)               # told to the editor instead of failing

An operation that takes `at` gets the time as well. What is not declared cannot be done: no button, no way around it.
What somebody else changed after the form was opened is not overwritten unless the editor, told of it, saves again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from inspect import signature
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column
from wagtail.log_actions import log
from wagtail.snippets.views.snippets import CreateView, DeleteView, EditView, IndexView, SnippetViewSet

from eciap.foundation.ui.arrivals import received_at

type Operation = Callable[..., Any]

OPENED = "opened_as"  # the hidden field that says what a form was opened on


class _CallsOperation:
    """What the three writing views share: who acts, when, and what happens when the operation says no."""

    viewset: Any = None
    request: HttpRequest
    produced_error_message: str | None

    def _call(self, operation: Operation, **given: Any) -> Any:
        if "at" in signature(operation).parameters:
            given["at"] = received_at(self.request)
        return operation(by=self.request.user, **given)

    def _locked(self, instance: models.Model) -> models.Model:
        """The row as it stands, locked: validating the form has already written into the one at hand."""
        return type(instance)._default_manager.select_for_update(of=("self",)).get(pk=instance.pk)

    def _told(self, form: forms.Form, refusal: Exception) -> None:
        """Show the operation's refusal in the form, beside its field where it names one."""
        if isinstance(refusal, IntegrityError):
            refusal = ValidationError(_("This contradicts something else that is recorded. Nothing was saved."))
        if not isinstance(refusal, ValidationError):
            refusal = ValidationError(str(refusal))
        if hasattr(refusal, "error_dict"):
            refusal = _only_fields_of(form, refusal)
        form.add_error(None, refusal)
        self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]


def _only_fields_of(form: forms.Form, refusal: ValidationError) -> ValidationError:
    """The same refusal; what it says of fields that the form does not have is said of the whole form."""
    told: dict[str, list[ValidationError]] = {}
    for name, errors in refusal.error_dict.items():
        told.setdefault(name if name in form.fields else "__all__", []).extend(errors)
    return ValidationError(told)


class OperationCreateView(_CallsOperation, CreateView):
    """A new thing, made by `create_with`."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse where nothing was declared."""
        if self.viewset.operation("create_with") is None:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def save_instance(self) -> Any:
        """Call the operation instead of saving the form."""
        made = self._call(self.viewset.operation("create_with"), **self.viewset.given(self.form, None))
        log(instance=made, action="wagtail.create", user=self.request.user, content_changed=True)
        return made

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Save, or tell why not."""
        try:
            return super().form_valid(form)
        except (ValidationError, IntegrityError, *self.viewset.refusals) as refusal:
            self._told(form, refusal)
            return self.form_invalid(form)


class OperationEditView(_CallsOperation, EditView):
    """A change, made by `edit_with`."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form to whoever may look; take changes only where an operation was declared."""
        if request.method == "POST" and self.viewset.operation("edit_with") is None:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form(self, *args: Any, **kwargs: Any) -> forms.Form:
        """Let the form remember what the thing said when it was opened."""
        form = super().get_form(*args, **kwargs)
        opened = forms.CharField(required=False, widget=forms.HiddenInput, initial=self._said(self.object))
        form.fields[OPENED] = opened
        return form

    def _said(self, instance: models.Model) -> str:
        """Return a digest of what a fresh form of this thing shows."""
        fresh = self.get_form_class()(**{**self.get_form_kwargs(), "data": None, "files": None, "instance": instance})
        shown = {name: str(fresh[name].value()) for name in fresh.fields}
        return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()

    def _refuse_stale(self, form: forms.Form, locked: models.Model) -> None:
        """Stop once when somebody else has changed the thing; the form then knows of that change."""
        opened, now = form.cleaned_data.pop(OPENED, ""), self._said(locked)
        if opened and opened != now:
            known: Any = form.data.copy()  # type: ignore[attr-defined]  # what was posted
            known[form.add_prefix(OPENED)] = now
            form.data = known
            raise ValidationError(
                _(
                    "Somebody else changed this after you opened it. What you wrote is still in the form: compare it "
                    "with what is there now (open this page in another tab), then save again to replace that."
                )
            )

    def save_instance(self) -> Any:
        """Call the operation instead of saving the form."""
        locked = self._locked(self.form.instance)
        self._refuse_stale(self.form, locked)
        data = self.viewset.given(self.form, locked)
        changed = self._call(self.viewset.operation("edit_with"), **{self.viewset.argument: locked}, **data)
        instance = changed if isinstance(changed, self.model) else locked
        log(instance=instance, action="wagtail.edit", user=self.request.user, content_changed=self.form.has_changed())
        return instance

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Save, or tell why not."""
        try:
            return super().form_valid(form)
        except (ValidationError, IntegrityError, *self.viewset.refusals) as refusal:
            self._told(form, refusal)
            return self.form_invalid(form)


class OperationDeleteView(_CallsOperation, DeleteView):
    """An end, made by `delete_with`."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse where nothing was declared."""
        if self.viewset.operation("delete_with") is None:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def delete_action(self) -> None:
        """Call the operation instead of deleting the row."""
        with transaction.atomic():
            log(instance=self.object, action="wagtail.delete", user=self.request.user, deleted=True)
            self._call(self.viewset.operation("delete_with"), **{self.viewset.argument: self._locked(self.object)})

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Delete, or tell why not on the same page."""
        try:
            return super().form_valid(form)
        except (ValidationError, *self.viewset.refusals) as refusal:
            why = "; ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)
            messages.error(self.request, why)
            return self.render_to_response(self.get_context_data(form=form))


class OperationIndexView(IndexView):
    """The list without check boxes: Wagtail's bulk actions would write past the operations."""

    viewset: Any = None

    @cached_property
    def columns(self) -> list[Column]:
        """The columns of the snippet, one thing at a time."""
        return [column for column in super().columns if not isinstance(column, BulkActionsCheckboxColumn)]

    @cached_property
    def can_add(self) -> bool:
        """Whether there is an operation to add with."""
        return self.viewset.operation("create_with") is not None

    def get_add_url(self) -> str | None:
        """No button without an operation behind it."""
        return super().get_add_url() if self.can_add else None

    def get_delete_url(self, instance: models.Model) -> str | None:
        """No entry in the menu without an operation behind it."""
        return super().get_delete_url(instance) if self.viewset.operation("delete_with") else None


class OperationsViewSet(SnippetViewSet):
    """The base of all editors' screens for plain models."""

    index_view_class = OperationIndexView
    add_view_class = OperationCreateView
    edit_view_class = OperationEditView
    delete_view_class = OperationDeleteView
    # Copying and reordering save the model themselves.
    copy_view_enabled = False
    sort_order_field = None

    create_with: ClassVar[Operation | None] = None
    edit_with: ClassVar[Operation | None] = None
    delete_with: ClassVar[Operation | None] = None
    refusals: ClassVar[tuple[type[Exception], ...]] = ()
    base_form_class: type[WagtailAdminModelForm] | None = None

    @classmethod
    def operation(cls, name: str) -> Operation | None:
        """The declared operation as the plain function it is, not bound to the viewset."""
        found = getattr(cls, name)
        return getattr(found, "__func__", found) if found is not None else None

    @property
    def argument(self) -> str:
        """The name under which an operation takes the thing that it changes or ends."""
        return str(self.model._meta.model_name)

    def given(self, form: forms.Form, _instance: models.Model | None) -> Mapping[str, Any]:
        """What the operation gets from the form; override to rename or gather fields."""
        return form.cleaned_data

    def get_edit_handler(self) -> Any:
        """The panels on our form, which may have fields that the model has not."""
        if self.base_form_class is None or not hasattr(self, "panels"):
            return super().get_edit_handler()
        return ObjectList(self.panels, base_form_class=self.base_form_class).bind_to_model(self.model)

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Let the view know its viewset."""
        return super().get_index_view_kwargs(viewset=self, **kwargs)

    def get_add_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Let the view know its viewset."""
        return super().get_add_view_kwargs(viewset=self, **kwargs)

    def get_edit_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Let the view know its viewset."""
        return super().get_edit_view_kwargs(viewset=self, **kwargs)

    def get_delete_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Let the view know its viewset."""
        return super().get_delete_view_kwargs(viewset=self, **kwargs)


def refuse_bulk_action(request: HttpRequest, action_type: str, objects: list[models.Model], action: Any) -> None:
    """Wagtail's bulk actions write past operations: refuse them for models whose screens call operations."""
    if isinstance(getattr(action.model, "snippet_viewset", None), OperationsViewSet):
        raise PermissionDenied
