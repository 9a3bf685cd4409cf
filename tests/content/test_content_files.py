"""The default content holds together before any of it is loaded: names, sources, languages, markup, typography."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from eciap.foundation.exchange.yaml import read_yaml

CONTENT = Path(__file__).parents[2] / "content"
FILES = sorted((CONTENT / "eciap").glob("*.yaml"))
RICH = {"about", "lessons", "to_do", "results", "body"}
TAGS = {"p", "h2", "h3", "ul", "li", "a", "em", "strong", "blockquote"}

# Fields that name entries, and the files in which those entries are.
REFERENCES = {
    "sources": {"sources"},
    "theme": {"themes"},
    "themes": {"themes"},
    "parent": {"themes"},
    "organisation": {"organisations"},
    "lead": {"organisations"},
    "partners": {"organisations"},
    "publisher": {"organisations"},
    "action": {"actions"},
    "milestones": {"chronicle"},
    "group": {"recommendations"},
    "record": {"actions", "organisations"},
    "related": {"actions", "organisations", "recommendations", "publications"},
}


@cache
def _data(name: str) -> Any:
    return read_yaml(CONTENT / "eciap" / f"{name}.yaml").data


def _entries(name: str) -> list[dict[str, Any]]:
    data = _data(name)
    if isinstance(data, list):
        return data
    return [*data["groups"], *data["recommendations"]] if "groups" in data else [data]


def _mappings(value: Any, place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every mapping below a value with the way to it, texts of a language left out."""
    if isinstance(value, list):
        for n, item in enumerate(value):
            yield from _mappings(item, f"{place}/{item.get('key', n)}" if isinstance(item, dict) else place)
    elif isinstance(value, dict):
        yield place, value
        for name, below in value.items():
            if name != "texts":
                yield from _mappings(below, f"{place}/{name}")


def _all(name: str) -> list[tuple[str, dict[str, Any]]]:
    return list(_mappings(_entries(name), name))


def _texts(name: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield place, language, field and words of every text of a file."""
    for place, mapping in _all(name):
        for language, words in (mapping.get("texts") or {}).items():
            for field, text in words.items():
                yield place, language, field, text
        for language, title in (mapping.get("titles") or {}).items():
            yield place, language, "title", title


def _named(value: Any) -> list[str]:
    if isinstance(value, list):
        return [item for item in value if isinstance(item, str)]
    return [value] if isinstance(value, str) else []


@cache
def _keys(name: str) -> frozenset[str]:
    return frozenset(entry["key"] for entry in _entries(name))


each_file = pytest.mark.parametrize("name", [path.stem for path in FILES])


def test_the_folder_holds_the_files_that_its_guide_names() -> None:
    guide = (CONTENT / "README.md").read_text(encoding="utf-8")

    assert {path.name for path in FILES} == set(re.findall(r"^\| `(\w+\.yaml)`", guide, re.MULTILINE))


@each_file
def test_a_key_names_one_entry(name: str) -> None:
    count = Counter(entry.get("key", "") for entry in _entries(name))

    assert [key for key, times in count.items() if times > 1] == []


def test_no_two_pages_share_the_end_of_their_address() -> None:
    pages = ("themes", "organisations", "actions", "publications", "news", "pages")
    count = Counter(key for name in pages for key in _keys(name))
    count += Counter(entry["key"] for entry in _data("recommendations")["recommendations"])

    assert [key for key, times in count.items() if times > 1] == []


@each_file
def test_what_an_entry_names_exists(name: str) -> None:
    lost = [
        f"{place}: {field} {key}"
        for place, mapping in _all(name)
        for field, files in REFERENCES.items()
        if name != "sources"  # its publishers are names in full
        for key in _named(mapping.get(field))
        if not any(key in _keys(file) for file in files)
    ]

    assert lost == []


@each_file
def test_a_statement_has_a_source_or_says_that_nothing_was_found(name: str) -> None:
    bare = [
        place
        for place, mapping in _all(name)
        if name != "pages"  # privacy, accessibility and licences speak of the platform itself
        if mapping.get("certainty") in {"certain", "likely"} and not mapping.get("sources")
    ]

    assert bare == []


@each_file
def test_an_unknown_figure_says_that_it_was_not_found(name: str) -> None:
    figures = [figure for _place, mapping in _all(name) for figure in mapping.get("facts") or []]

    assert [f["key"] for f in figures if (f["value"] is None) != (f["certainty"] == "not_found")] == []


@each_file
def test_english_and_french_say_the_same_fields(name: str) -> None:
    uneven = [
        place
        for place, mapping in _all(name)
        if "texts" in mapping
        if {*mapping["texts"]["en"], "translator"} != set(mapping["texts"].get("fr") or {})
    ]

    assert uneven == []


def test_every_source_has_its_title_in_french() -> None:
    assert [source["key"] for source in _data("sources") if set(source.get("titles") or {}) != {"fr"}] == []


@each_file
def test_rich_text_keeps_to_the_tags_of_the_guide_and_plain_text_has_none(name: str) -> None:
    wrong = [
        f"{place}, {language}, {field}: {tag}"
        for place, language, field, text in _texts(name)
        for tag in re.findall(r"<\s*/?\s*(\w+)", text)
        if tag not in (TAGS if field in RICH else set())
    ]

    assert wrong == []


@each_file
def test_tags_close_in_the_order_in_which_they_opened(name: str) -> None:
    for place, language, field, text in _texts(name):
        open_tags: list[str] = []
        for slash, tag in re.findall(r"<(/?)(\w+)", text):
            if slash:
                assert open_tags.pop() == tag, f"{place}, {language}, {field}"
            else:
                open_tags.append(tag)
        assert open_tags == [], f"{place}, {language}, {field}"


@each_file
def test_quotation_marks_are_those_of_a_printed_page(name: str) -> None:
    straight = [
        f"{place}, {language}, {field}"
        for place, language, field, text in _texts(name)
        if re.search(r"['\"]", re.sub(r"<[^>]*>", "", text))
    ]

    assert straight == []


@each_file
def test_french_punctuation_does_not_break_from_its_word(name: str) -> None:
    loose = [
        f"{place}, {field}: {found[0]}"
        for place, language, field, text in _texts(name)
        if language == "fr"
        if (found := re.search(r".{0,20}( [;:?!»]|« )", text))
    ]

    assert loose == []


def test_the_catalogue_of_lists_names_each_table_once() -> None:
    listed = [entry["file"] for entry in read_yaml(CONTENT / "vocabulary" / "lists.yaml").data]

    assert sorted(listed) == sorted(path.name for path in (CONTENT / "vocabulary").glob("*.csv"))
