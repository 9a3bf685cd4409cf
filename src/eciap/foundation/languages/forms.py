"""Forms that show the words of a thing in every language side by side: those of its texts, or its title alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from eciap.foundation.languages.models import Text

if TYPE_CHECKING:
    from django.db.models import Field

type Maker = Callable[[Any], forms.Field]

_KEPT_BY_OPERATIONS = {"id", "parent", "language", "status", "translator", "updated_at"}


def word_fields(text_model: type[Text]) -> list[Field[Any, Any]]:
    """Return the columns that hold words, in the order of the model."""
    return [field for field in text_model._meta.concrete_fields if field.name not in _KEPT_BY_OPERATIONS]


def field_names(text_model: type[Text]) -> list[list[str]]:
    """Return the names of the form's fields, one row per column, one name per language."""
    return [[f"{field.name}_{code}" for code, _name in settings.LANGUAGES] for field in word_fields(text_model)]


class WithTexts:
    """Gathers the fields of all languages into `texts`: the languages whose words are new or changed.

    A form whose thing may say nothing at all sets `words_needed` to False.
    """

    text_model: type[Text]
    instance: Any
    initial: dict[str, Any]
    cleaned_data: dict[str, Any]
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Show the words that there are."""
        super().__init__(*args, **kwargs)
        for text in self.instance.texts.all() if self.instance.pk else ():
            for field in word_fields(self.text_model):
                self.initial[f"{field.name}_{text.language}"] = getattr(text, field.name)

    @property
    def original(self) -> str:
        """The language that translations follow."""
        record = getattr(self.instance, "record", None) if self.instance.pk else None
        return record.language if record else settings.LANGUAGE_CODE

    def clean(self) -> dict[str, Any]:
        """Ask for the required words of every language that says anything, and of the original in any case."""
        super().clean()  # type: ignore[misc]  # mixed into a form
        said = {code: self._words(code) for code, _name in settings.LANGUAGES}
        texts = {code: words for code, words in said.items() if any(words.values()) or self._had(code)}
        for code in {*texts, *([self.original] if texts or getattr(self, "words_needed", True) else [])}:
            self._require(code, said[code])
        self.cleaned_data["texts"] = {code: words for code, words in texts.items() if self._differs(code, words)}
        self.cleaned_data["original"] = self.original
        return self.cleaned_data

    def _words(self, code: str) -> dict[str, str]:
        fields = word_fields(self.text_model)
        return {field.name: self.cleaned_data.pop(f"{field.name}_{code}", None) or "" for field in fields}

    def _had(self, code: str) -> bool:
        return any(self.initial.get(f"{field.name}_{code}") for field in word_fields(self.text_model))

    def _differs(self, code: str, words: dict[str, str]) -> bool:
        return any(words[name] != (self.initial.get(f"{name}_{code}") or "") for name in words)

    def _require(self, code: str, words: dict[str, str]) -> None:
        for field in word_fields(self.text_model):
            if not field.blank and not words[field.name] and f"{field.name}_{code}" not in self._wrong():
                self.add_error(f"{field.name}_{code}", _("These words are needed in this language."))  # type: ignore[attr-defined]

    def _wrong(self) -> set[str]:
        return set(self.errors)  # type: ignore[attr-defined]  # mixed into a form


def with_texts(
    form: type[forms.BaseForm], text_model: type[Text], *bases: type, make: Maker | None = None
) -> type[Any]:
    """Return the form with a field for each text column in each language, made by `make` where it is given."""
    fields = dict(_fields(text_model, make or (lambda column: column.formfield())))
    return type(form.__name__, (WithTexts, form, *bases), {"text_model": text_model, "__doc__": form.__doc__, **fields})


class WithTitles:
    """Gathers the titles in the languages after the first into `titles`; `title` is that of the first."""

    instance: Any
    initial: dict[str, Any]
    cleaned_data: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Show the titles that there are."""
        super().__init__(*args, **kwargs)
        self.initial |= {f"title_{code}": title for code, title in self.instance.titles.items()}

    def clean(self) -> dict[str, Any]:
        """Keep the titles of languages that the platform does not speak now."""
        super().clean()  # type: ignore[misc]  # mixed into a form
        said = {code: self.cleaned_data.pop(f"title_{code}", "") for code in _further_languages()}
        titles = {**self.instance.titles, **said}
        self.cleaned_data["titles"] = {code: title for code, title in titles.items() if title}
        return self.cleaned_data


def with_titles(form: type[forms.ModelForm]) -> type[Any]:
    """Return the form with a field for the title in each language, side by side where `title` stands."""
    title = form.base_fields["title"]
    names = {"title": settings.LANGUAGE_CODE, **{f"title_{code}": code for code in _further_languages()}}
    titles = {
        name: _of_language(forms.CharField(label=title.label, max_length=300), code, required=name == "title")
        for name, code in names.items()
    }
    fields = [list(titles) if name == "title" else [name] for name in form._meta.fields or ()]
    meta = type("Meta", (), {"model": form._meta.model, "fields": [*chain.from_iterable(fields)]})
    return type(form.__name__, (WithTitles, form), {"Meta": meta, "__doc__": form.__doc__, **titles})


def _further_languages() -> list[str]:
    return [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def _fields(text_model: type[Text], make: Maker) -> Iterator[tuple[str, forms.Field]]:
    for column in word_fields(text_model):
        for code, _name in settings.LANGUAGES:
            # Whether it is needed depends on what else is said in its language.
            yield f"{column.name}_{code}", _of_language(make(column), code)


def _of_language(field: forms.Field, code: str, *, required: bool = False) -> forms.Field:
    field.required = required
    field.label = format_lazy("{} ({})", field.label, get_language_info(code)["name_local"])
    field.widget.attrs["lang"] = code
    return field
