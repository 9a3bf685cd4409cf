"""Makes the suite strict: an undefined variable in a template of ours and a slice of an unordered query are mistakes.

Loaded by `tests/conftest.py`. Templates that are not ours (Wagtail's, allauth's) keep Django's leniency, and so do
`{% if %}` and a variable with a `default`, which say themselves what holds when nothing is there.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db.models import QuerySet
from django.template import Context, Engine
from django.template.base import FilterExpression
from django.utils import translation

import eciap

OURS = "eciap"
PACKAGE = Path(eciap.__path__[0])
SAYS_WHAT_ELSE = {"default", "default_if_none"}


class UndefinedVariableError(Exception):
    """Raised when a template of ours names a variable that its view does not give."""


class UnorderedSliceError(Exception):
    """Raised when code of ours takes the first rows of a query without saying which rows come first."""


@pytest.fixture(autouse=True)
def defined_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Engine, "string_if_invalid", property(_nothing, lambda *_: None), raising=False)


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """Begin each story in the original language, whichever the last page was read in."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def ordered_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = QuerySet.__getitem__

    def strict(self: QuerySet, part: int | slice) -> object:
        caller = sys._getframe(1).f_globals.get("__name__", "")
        if caller.split(".")[0] == OURS and self._result_cache is None and not self.ordered:
            message = f"{caller} takes {part} of {self.model.__name__} rows in no order"
            raise UnorderedSliceError(message)
        return plain(self, part)

    monkeypatch.setattr(QuerySet, "__getitem__", strict)


def _nothing(_engine: Engine) -> str:
    """Give what Django shows for a missing variable; it asks only when one is missing."""
    asking = sys._getframe(1).f_locals
    variable, context = asking.get("self"), asking.get("context")
    if isinstance(variable, FilterExpression) and (name := _our_template(context)) and not _has_default(variable):
        message = f"{name}: {variable.token} is not defined"
        raise UndefinedVariableError(message)
    return ""


def _our_template(context: Context) -> str | None:
    """Name the template if it lies in our package, wherever the checkout lies and whatever it is called."""
    origin = getattr(context.render_context.template or context.template, "origin", None)
    return origin.template_name if origin is not None and Path(origin.name).is_relative_to(PACKAGE) else None


def _has_default(variable: FilterExpression) -> bool:
    return bool(variable.filters) and variable.filters[0][0].__name__ in SAYS_WHAT_ELSE
