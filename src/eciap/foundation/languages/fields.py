"""A model field for dates as people know them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from eciap.foundation.languages.periods import NotAPeriod, Period

if TYPE_CHECKING:
    # For the type checker: it holds a Period, or None where it may be blank.
    Column = models.CharField[Period | str | None, Any]
else:
    Column = models.CharField


def read_period(value: Any) -> Period | None:
    """Read what a form or a file gives; nothing is None.

    Raises:
        ValidationError: for what is no date.

    """
    if value is None or value == "" or isinstance(value, Period):
        return value or None
    try:
        return Period.parse(str(value))
    except NotAPeriod as wrong:
        message = _("“%(value)s” is no date. Write 2012, 2012-06, 2012-06-27, or from/to.")
        raise ValidationError(message, code="period", params={"value": value}) from wrong


class PeriodFormField(forms.CharField):
    """Takes a date as people write it and gives a `Period`."""

    def to_python(self, value: Any) -> Any:
        """Read what was typed."""
        return read_period(super().to_python(value))

    def run_validators(self, value: Any) -> None:
        """Measure the text of a period."""
        super().run_validators(str(value) if value else value)


class PeriodField(Column):
    """Stores a `Period` as its text, which sorts by its beginning."""

    description = _("A year, month, day, or a range of them")

    def __init__(self, *args: Any, **options: Any) -> None:
        """Take what a CharField takes; the length is that of the longest period."""
        options.setdefault("max_length", 21)
        super().__init__(*args, **options)

    def from_db_value(self, value: str | None, _expression: object, _connection: object) -> Period | None:
        """Read a stored period."""
        return Period.parse(value) if value else None

    def to_python(self, value: Any) -> Period | None:
        """Read what a form or a file gives."""
        return read_period(value)

    def run_validators(self, value: Any) -> None:
        """Measure the text of a period."""
        super().run_validators(str(value) if value else value)

    def formfield(self, **options: Any) -> Any:
        """Let forms give a Period."""
        return super().formfield(**{"form_class": PeriodFormField, **options})

    def get_prep_value(self, value: Any) -> str | None:
        """Store a period as its text; nothing is the empty text where the column may not be null."""
        period = self.to_python(value)
        if period is None:
            return None if self.null else ""
        return str(period)

    def value_to_string(self, obj: models.Model) -> str:
        """Serialise for files."""
        return self.get_prep_value(self.value_from_object(obj)) or ""
