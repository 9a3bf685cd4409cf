"""Choosing records and sources by name, in the windows of Wagtail's back office."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from eciap.foundation.records import kinds
from eciap.foundation.records.models import Record, Source
from eciap.foundation.records.queries import living


class TitleFilterForm(BaseFilterForm):
    """Finds by words of the title."""

    q = forms.CharField(label=_("Search"), required=False)

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        """Keep what has the words in its title."""
        words = self.cleaned_data.get("q") or ""
        self.is_searching, self.search_query = bool(words), words
        return super().filter(objects).filter(title__icontains=words) if words else super().filter(objects)


class _Found:
    filter_form_class = TitleFilterForm
    extra: Column

    @property
    def columns(self) -> list[Column]:
        """Title, and what tells things of the same title apart."""
        return [*super().columns, self.extra]  # type: ignore[misc]  # mixed into Wagtail's views


class _FoundRecords(_Found):
    extra = Column("kind", label=_("Kind"), accessor=lambda record: kinds.kind(record.kind).one)


class _FoundSources(_Found):
    extra = Column("publisher", label=_("Publisher"))


class ChooseRecordView(_FoundRecords, ChooseView):
    """The window in which a record is chosen."""


class ChooseRecordResultsView(_FoundRecords, ChooseResultsView):
    """What it shows while somebody types."""


class ChooseSourceView(_FoundSources, ChooseView):
    """The window in which a source is chosen."""


class ChooseSourceResultsView(_FoundSources, ChooseResultsView):
    """What it shows while somebody types."""


class RecordChooserViewSet(ChooserViewSet):
    """Anything that can be cited: actions, organisations, recommendations, other pages."""

    model = Record
    icon = "link"
    choose_one_text = _("Choose a record")
    choose_another_text = _("Choose another record")
    choose_view_class = ChooseRecordView
    choose_results_view_class = ChooseRecordResultsView
    per_page = 20

    def get_object_list(self) -> QuerySet[Record]:
        """Offer what is alive, by kind and title."""
        return living().order_by("kind", "title")


class SourceChooserViewSet(ChooserViewSet):
    """Where something is known from."""

    model = Source
    icon = "doc-full"
    choose_one_text = _("Choose a source")
    choose_another_text = _("Choose another source")
    choose_view_class = ChooseSourceView
    choose_results_view_class = ChooseSourceResultsView
    per_page = 20


@hooks.register("register_admin_viewset")
def choosers() -> list[ChooserViewSet]:
    """Let editors choose records and sources by name."""
    return [RecordChooserViewSet("record_chooser"), SourceChooserViewSet("source_chooser")]
