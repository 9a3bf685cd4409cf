"""The shapes that entries of content files share: keys, dates, texts per language, figures, sources."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

from django.conf import settings
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, HttpUrl, StringConstraints

from eciap.foundation.languages.periods import NotAPeriod, Period
from eciap.foundation.records.enums import Certainty
from eciap.foundation.records.operations import Figure


def _period(text: Any) -> Period | None:
    if text is None or isinstance(text, Period):
        return text
    try:
        return Period.parse(str(text))
    except NotAPeriod as wrong:
        message = f"“{text}” is no date; write 2012, 2012-06, 2012-06-27, a range with /, or 2015/.. for an open end"
        raise ValueError(message) from wrong


def _collapsed(text: str) -> str:
    # Spaces that may not break stay: French sets them before a colon, and a plain split would take them for blanks.
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


def _further(titles: dict[str, str]) -> dict[str, str]:
    if settings.LANGUAGE_CODE in titles:
        message = f"the words of “{settings.LANGUAGE_CODE}”, the first language, stand in `title`"
        raise ValueError(message)
    return titles


Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
When = Annotated[Period | None, BeforeValidator(_period)]
Line = Annotated[str, AfterValidator(_collapsed)]
Tag = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[a-z0-9]{2,8})*$", max_length=12)]
Title = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=300),
    AfterValidator(_collapsed),
]
Titles = Annotated[dict[Tag, Title], AfterValidator(_further)]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Address = Annotated[str, BeforeValidator(lambda url: str(HttpUrl(url)) and url if url else "")]


class Shape(BaseModel):
    """Refuses fields that it does not know: a misspelt field is an error and not a loss."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Words(Shape):
    """What a text in any language may say of its translator."""

    translator: str = ""

    def columns(self) -> dict[str, Any]:
        """Return the fields as the columns of a text row; what is not given is empty."""
        return {name: "" if value is None else value for name, value in self.model_dump().items()}


def columns(texts: Mapping[str, Words]) -> dict[str, dict[str, Any]]:
    """Return the texts of an entry as `put_texts` wants them."""
    return {language: words.columns() for language, words in texts.items()}


class FigureWords(Words):
    """What a figure counts."""

    label: Line
    scope: Line | None = None


class FigureEntry(Shape):
    """A figure of an entry; a value of null was looked for and not found."""

    key: Key
    value: Decimal | None = None
    unit: str = ""
    approximate: bool = False
    as_of: When = None
    certainty: Certainty = Certainty.CERTAIN
    sources: list[Key] = Field(default_factory=list)
    texts: dict[str, FigureWords]

    def figure(self) -> Figure:
        """Return it as the operations of records take it."""
        return Figure(
            key=self.key,
            texts=columns(self.texts),
            value=self.value,
            unit=self.unit,
            approximate=self.approximate,
            as_of=self.as_of,
            certainty=self.certainty,
            sources=tuple(self.sources),
        )


class Keyed(Shape):
    """An entry of a list, and what it is called here."""

    key: Key


class Entry(Keyed):
    """One thing of the content: its place in the file, how certain it is, and its sources."""

    position: int = 0
    certainty: Certainty = Certainty.CERTAIN
    sources: list[Key] = Field(default_factory=list)
