"""Every language of the platform is complete, keeps its placeholders, and French is set as French is."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import override

from eciap.config import messages

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
CATALOGUES = {path.parts[-3]: path for path in messages.catalogues()}

# U+202F, the narrow space, stands before the high signs; U+00A0 before a colon and inside quotation marks.
MISTAKES = {
    "a plain or missing space before ; ! or ?": re.compile(r"[^\u202f?!][;!?]"),
    "a plain or missing space before a colon": re.compile(r"[^\u00a0]:(?=\s|$|<)"),
    "quotation marks without their spaces": re.compile(r"«[^\u00a0]|[^\u00a0]»|[“”\"]"),
    "a typewriter's apostrophe": re.compile("'"),
    "an ellipsis of three full stops": re.compile(r"\.\.\."),
    "two spaces, or one at the end": re.compile(r"\s\s|\s$"),
}


def pairs(language: str) -> Iterator[tuple[str, str]]:
    """Give each message beside its translation; the plural beside the plural."""
    for message in messages.read(CATALOGUES[language]):
        if isinstance(message.id, (tuple, list)):
            yield message.id[0], message.string[0]
            yield from ((message.id[1], many) for many in message.string[1:])
        elif message.id:
            yield message.id, message.string


def without_tags(text: str) -> str:
    return re.sub(r"<[^>]+>", "", text)


def test_every_language_but_that_of_the_source_has_a_catalogue():
    assert {code for code, _name in settings.LANGUAGES} == {settings.LANGUAGE_CODE, *CATALOGUES}


@pytest.mark.parametrize("language", CATALOGUES)
def test_a_catalogue_is_complete_and_nothing_in_it_is_guessed(language):
    found = messages.in_source()
    assert list(messages.problems_of(messages.read(CATALOGUES[language]), found, language)) == []


@pytest.mark.parametrize("language", CATALOGUES)
def test_a_translation_keeps_the_placeholders(language):
    """A form for one may leave its number out, as *a source* does."""
    wrong = [
        (said, translated)
        for said, translated in pairs(language)
        if set(PLACEHOLDER.findall(said)) != set(PLACEHOLDER.findall(translated))
    ]
    assert wrong == []


@pytest.mark.parametrize("mistake", MISTAKES)
def test_french_is_set_as_french_is(mistake):
    texts = (without_tags(translated) for _said, translated in pairs("fr"))
    assert [text for text in texts if MISTAKES[mistake].search(text)] == []


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("Pas encore de compte ?", "a plain or missing space before ; ! or ?"),
        ("Recherche : chèque", "a plain or missing space before a colon"),
        ("le rapport «Create»", "quotation marks without their spaces"),
        ("l'objectif", "a typewriter's apostrophe"),
    ],
)
def test_what_is_not_set_as_french_is_gets_found(text, mistake):
    assert MISTAKES[mistake].search(text)


@pytest.mark.parametrize(("language", "written"), [("en", "25 November 2026, 16:45"), ("fr", "25 novembre 2026 16:45")])
def test_dates_are_written_the_european_way(language, written):
    when = datetime(2026, 11, 25, 16, 45, tzinfo=UTC)
    with override(language):
        assert date_format(when, "DATETIME_FORMAT") == written
