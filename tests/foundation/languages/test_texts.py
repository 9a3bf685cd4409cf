"""Texts of plain models: which one a reader gets, and what a change does to translations."""

import pytest
from django.utils import translation

from eciap.foundation.languages.display import localised
from eciap.foundation.languages.enums import TextStatus
from eciap.foundation.languages.operations import put_texts
from eciap.foundation.records.models import Fact, Record

pytestmark = pytest.mark.django_db


@pytest.fixture
def fact():
    record = Record.objects.create(kind="toy", title="Toy", address="/toys/1/")
    return Fact.objects.create(record=record, key="firms")


def say(fact, **texts):
    words = {language: {"label": label} for language, label in texts.items()}
    return put_texts(parent=fact, texts=words, original="en")


def statuses(fact):
    return dict(fact.texts.values_list("language", "status"))


def test_a_reader_gets_the_text_in_the_language_of_the_request(fact):
    say(fact, en="firms", fr="entreprises")
    with translation.override("fr"):
        assert (fact.text.label, fact.text.is_fallback) == ("entreprises", False)


def test_without_a_translation_the_original_is_shown_and_says_so(fact):
    say(fact, en="firms")
    with translation.override("fr"):
        assert (fact.text.label, fact.text.language, fact.text.is_fallback) == ("firms", "en", True)


def test_a_regional_language_reads_its_parent(fact):
    say(fact, en="firms", fr="entreprises")
    text = fact.text_in("fr-be")
    assert (text.label, text.is_fallback) == ("entreprises", False)


def test_without_any_text_there_is_nothing_to_show(fact):
    with pytest.raises(LookupError):
        fact.text_in("en")


def test_writing_the_same_again_changes_nothing(fact):
    assert say(fact, en="firms", fr="entreprises") is True
    assert say(fact, en="firms", fr="entreprises") is False
    assert statuses(fact) == {"en": TextStatus.ORIGINAL, "fr": TextStatus.TRANSLATED}


def test_a_changed_original_makes_its_translations_outdated(fact):
    say(fact, en="firms", fr="entreprises")
    say(fact, en="enterprises")
    assert statuses(fact) == {"en": TextStatus.ORIGINAL, "fr": TextStatus.OUTDATED}


def test_a_translation_that_comes_with_the_change_is_not_outdated(fact):
    say(fact, en="firms", fr="entreprises")
    say(fact, en="enterprises", fr="sociétés")
    assert statuses(fact) == {"en": TextStatus.ORIGINAL, "fr": TextStatus.TRANSLATED}


def test_a_text_that_was_read_before_the_change_is_read_anew(fact):
    say(fact, en="firms")
    assert fact.text_in("en").label == "firms"
    say(fact, en="enterprises")
    assert fact.text_in("en").label == "enterprises"


def test_an_address_takes_the_prefix_of_the_readers_language():
    assert localised("/actions/", "fr") == "/fr/actions/"
    assert localised("/actions/", "en") == "/actions/"
    assert localised("https://example.org/", "fr") == "https://example.org/"
