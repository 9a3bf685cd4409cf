"""Editors' screens of sources and figures, and the base of all screens of things with words in each language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.forms.models import formfield_for_dbfield
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from eciap.foundation.languages.forms import field_names, with_texts, word_fields
from eciap.foundation.languages.models import Text
from eciap.foundation.records import operations
from eciap.foundation.records.forms import FactForm, SourceForm
from eciap.foundation.records.models import Fact, FactText, Source
from eciap.foundation.ui.viewsets import OperationsViewSet

type Put = Callable[..., models.Model]


class WordsViewSet(OperationsViewSet):
    """Screens of a plain `form`; with a `text_model` each language gets its fields, side by side."""

    form: ClassVar[type[forms.ModelForm]]
    text_model: ClassVar[type[Text] | None] = None

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Make the form that Wagtail shows, and its panels."""
        super().__init_subclass__(**kwargs)
        if not hasattr(cls, "form"):
            return
        own = dict.fromkeys([*(cls.form._meta.fields or ()), *cls.form.declared_fields])
        cls.panels = [MultiFieldPanel([FieldPanel(name) for name in own])]
        if cls.text_model:
            cls.base_form_class = with_texts(
                cls.form, cls.text_model, WagtailAdminModelForm, make=formfield_for_dbfield
            )
            cls.panels += _side_by_side(cls.text_model)
        else:
            cls.base_form_class = type(cls.form.__name__, (cls.form, WagtailAdminModelForm), {})


class PutViewSet(WordsViewSet):
    """Screens of things that one operation, `put`, both makes and corrects, knowing them by what is in `known_by`."""

    put: ClassVar[Put]
    known_by: ClassVar[str] = "slug"

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Let `put` make and correct."""
        super().__init_subclass__(**kwargs)
        cls.create_with, cls.edit_with = cls.put, _correcting(cls.put, str(cls.model._meta.model_name), cls.known_by)


def _correcting(put: Put, name: str, known_by: str) -> Put:
    def correct(*, by: Any, **data: Any) -> models.Model:
        thing = data.pop(name)
        return put(by=by, **{**data, known_by: getattr(thing, known_by)})

    return correct


def _side_by_side(text_model: type[Text]) -> list[Panel]:
    rows = zip(word_fields(text_model), field_names(text_model), strict=True)
    return [
        MultiFieldPanel([FieldRowPanel([FieldPanel(name) for name in names])], heading=column.verbose_name)
        for column, names in rows
    ]


class SourceViewSet(PutViewSet):
    """Where things are known from."""

    model = Source
    form = SourceForm
    put = operations.put_source
    known_by = "key"
    icon = "doc-full"
    list_display = ["title", "publisher", "kind", "reachable"]
    list_filter = ["kind", "reachable"]
    search_fields = ["title", "publisher", "key"]


def _put_figure(*, by: Any, record: Any, fact: Fact | None = None, original: str, **data: Any) -> Fact:
    figure = operations.Figure(**data)
    return operations.put_fact(record=record, figure=figure, original=original, by=by)


class FactViewSet(WordsViewSet):
    """Figures, each with what it counts and where it is known from."""

    model = Fact
    form = FactForm
    text_model = FactText
    create_with = edit_with = _put_figure
    icon = "order"
    list_display = ["record", "key", "value", "unit", "certainty"]
    list_filter = ["certainty", "unit"]
    search_fields = ["key", "record__title"]


class RecordsGroup(SnippetViewSetGroup):
    """What every citable thing rests on."""

    menu_label = _("Sources and figures")
    menu_icon = "doc-full"
    menu_order = 310
    items = (SourceViewSet, FactViewSet)


register_snippet(RecordsGroup)
